import type { Finding, ResourceIdentity } from '../core/finding.ts';
import { canonical, equal } from '../core/json.ts';
import { sha256Of } from '../core/sha256.ts';
import { subjectOf } from '../patch/subject.ts';
import type { Mistake } from '../validate/complaint.ts';
import { groupOf, identityOf } from '../validate/identity.ts';
import { changeMistakes } from '../validate/immutable/changes.ts';
import { isPruned, lossOf } from '../validate/immutable/destroyed.ts';
import { changesOf, type Kept, keyOf } from '../validate/immutable/kept.ts';
import type { ValidateOptions } from '../validate/options.ts';
import { said } from '../validate/said.ts';
import { isAsked } from '../validate/sieve/asked.ts';
import { type FieldChange, fieldChanges } from './fields.ts';
import { isNoise } from './noise.ts';
import type { ClusterSides, Placed } from './placed.ts';
import { podsChange } from './pods.ts';
import { withoutSecrets } from './secrets.ts';

/** What becomes of an object in the cluster, worst first. */
export const effects = [
  'pruned',
  'refused',
  'recreated',
  'moved',
  'abandoned',
  'rolled',
  'changed',
  'created',
] as const;
export type Effect = (typeof effects)[number];

/** An object that is not what it was. */
export interface Change {
  readonly cluster: string;
  readonly resource: ResourceIdentity;
  readonly effect: Effect;
  /** Who applies it; absent: nobody knows, or the engine by itself. */
  readonly bundle?: string;
  readonly application?: string;
  readonly file: string;
  /** What goes for good with it. */
  readonly loss?: string;
  /** What it means, in half a sentence. */
  readonly note?: string;
  /** Who applied it before. */
  readonly movedFrom?: string;
  /** Its name before, where only the hash of its content differs. */
  readonly renamedFrom?: string;
  /** What differs, without what is secret; of what comes or goes nothing. */
  readonly fields: readonly FieldChange[];
  /** Nothing differs but what changes with every release. */
  readonly noise: boolean;
  /** Equal for the same change of the same object in another cluster. */
  readonly signature: string;
  readonly findings: readonly Finding[];
}

/** What was judged already, in clusters that are judged alike. */
export interface Known {
  readonly of: (options: ValidateOptions) => Map<string, readonly Mistake[]>;
}

export function newKnown(): Known {
  const known = new Map<string, Map<string, readonly Mistake[]>>();
  const numbers = new Map<unknown, number>();
  const numberOf = (definition: unknown): number => {
    const number = numbers.get(definition) ?? numbers.size;
    numbers.set(definition, number);
    return number;
  };
  return {
    of: ({ kubernetes = '', crds = [] }) => {
      const key = [kubernetes, ...crds.map(numberOf)].join(' ');
      const found = known.get(key) ?? new Map<string, readonly Mistake[]>();
      known.set(key, found);
      return found;
    },
  };
}

/** Every object of a cluster that differs. Linear in their number. */
export function changesBetween(
  sides: ClusterSides,
  options: ValidateOptions,
  known: Known = newKnown(),
): readonly Change[] {
  const { cluster, names = { before: cluster, after: cluster } } = sides;
  const key = (own: string) => (object: unknown) => withoutName(keyOf(object), own);
  const keyIn = { before: key(names.before), after: key(names.after) };
  const { kept, gone } = changesOf(sides.before, sides.after, keyIn);
  const there = new Set(kept.map(({ after }) => after));
  const come = sides.after.filter((each) => !there.has(each));
  const renamed = renames(gone, come);
  const again = new Set<Placed>([...renamed].flat());
  const judge = new Judge(sides, names, options, known.of(options));
  return [
    ...gone.filter((each) => !again.has(each)).map((each) => judge.gone(each)),
    ...[...kept, ...[...renamed].map(([before, after]) => ({ before, after }))].flatMap((each) =>
      judge.kept(each),
    ),
    ...come.filter((each) => !again.has(each)).map((each) => judge.come(each)),
  ];
}

/** A cluster's own name stands in many places: it is not what makes two clusters different. */
function withoutName(text: string, name: string): string {
  return name === '' ? text : text.replaceAll(name, '\u0000');
}

class Judge {
  readonly #sides: ClusterSides;
  readonly #names: { readonly before: string; readonly after: string };
  readonly #options: ValidateOptions;
  readonly #known: Map<string, readonly Mistake[]>;

  constructor(
    sides: ClusterSides,
    names: { readonly before: string; readonly after: string },
    options: ValidateOptions,
    known: Map<string, readonly Mistake[]>,
  ) {
    this.#sides = sides;
    this.#names = names;
    this.#options = options;
    this.#known = known;
  }

  gone(each: Placed): Change {
    if (this.#compared()) return this.#change(each, 'pruned', {});
    const effect = isPruned(each) ? 'pruned' : 'abandoned';
    const loss = lossOf(each);
    return this.#change(each, effect, {
      ...(loss === undefined ? {} : { loss: loss.what }),
      ...(effect === 'abandoned' ? { note: 'it stays in the cluster, and nobody renders it' } : {}),
      mistakes: loss === undefined ? [] : [loss],
    });
  }

  come(each: Placed): Change {
    return this.#change(each, 'created', {});
  }

  kept(each: Kept<Placed, Placed>): readonly Change[] {
    const { before, after } = each;
    const moved =
      before.owner !== undefined && after.owner !== undefined && before.owner !== after.owner
        ? { movedFrom: before.owner }
        : {};
    const fields = this.#fields(before.object, after.object);
    if (fields.length === 0 && moved.movedFrom === undefined) return [];
    if (this.#compared()) return [this.#change(after, 'changed', { fields })];
    const mistakes = this.#mistakes(each, fields);
    const pods = podsChange(before.object, after.object);
    const possible: readonly (readonly [Effect, boolean])[] = [
      ['refused', mistakes.some(({ code }) => refusals.has(code))],
      ['recreated', mistakes.some(({ code }) => code === 'immutable/recreated')],
      ['moved', moved.movedFrom !== undefined],
      ['rolled', pods?.rolled === true],
    ];
    const effect = possible.find(([, holds]) => holds)?.[0] ?? 'changed';
    const [was, is] = [identityOf(before.object).name, identityOf(after.object).name];
    return [
      this.#change(after, effect, {
        ...moved,
        ...(was === is || was === undefined ? {} : { renamedFrom: was }),
        ...(pods === undefined || effect === 'refused' ? {} : { note: pods.note }),
        fields,
        mistakes,
      }),
    ];
  }

  /** What is annotated to an object or labels it may always change; the rest is the same in every cluster that has the same change. */
  #mistakes(each: Kept<Placed, Placed>, fields: readonly FieldChange[]): readonly Mistake[] {
    const { before, after } = each;
    if (before.owner === after.owner && fields.every(({ path }) => alwaysMutable.test(path))) return [];
    const key = canonical([
      before.object,
      after.object,
      before.owner,
      after.owner,
      before.prunes,
      after.forces,
    ]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const mistakes = changeMistakes(each, this.#options);
    this.#known.set(key, mistakes);
    return mistakes;
  }

  /** Two clusters beside each other: nothing becomes of anything. */
  #compared(): boolean {
    return this.#names.before !== this.#names.after;
  }

  #fields(before: unknown, after: unknown): readonly FieldChange[] {
    if (equal(before, after)) return [];
    const { schema } = subjectOf(after, this.#options);
    const fields = fieldChanges(before, after, schema);
    if (!this.#compared()) return fields;
    const [mine, theirs] = [this.#names.before, this.#names.after];
    return fields.filter(
      (each) =>
        withoutName(canonical(each.before), mine) !== withoutName(canonical(each.after), theirs) ||
        !('before' in each && 'after' in each),
    );
  }

  #change(
    each: Placed,
    effect: Effect,
    {
      fields = [],
      mistakes = [],
      ...more
    }: Partial<Pick<Change, 'loss' | 'note' | 'movedFrom' | 'renamedFrom' | 'fields'>> & {
      readonly mistakes?: readonly Mistake[];
    },
  ): Change {
    const resource = identityOf(each.object);
    const { cluster } = this.#sides;
    const same = withoutName(canonical([keyOf(each.object), effect, fields, more]), cluster);
    return {
      cluster,
      resource,
      effect,
      ...(each.owner === undefined ? {} : { bundle: each.owner }),
      ...(each.application === undefined ? {} : { application: each.application }),
      file: each.file,
      ...more,
      fields: fields.map((field) => withoutSecrets(each.object, field)),
      noise: effect === 'changed' && fields.every(({ path }) => isNoise(path)),
      signature: sha256Of(same),
      findings: mistakes
        .filter(({ code }) => isAsked(code, this.#options))
        .map((mistake) => ({
          ...said(mistake, resource),
          ...(each.place?.() ?? { source: { file: each.file } }),
        })),
    };
  }
}

/** Whatever a kind's own rules say. */
const alwaysMutable = /^metadata\.(labels|annotations)\b/;

const refusals: ReadonlySet<string> = new Set([
  'immutable/fixed-field',
  'immutable/transition-rule',
  'immutable/left-over',
]);

/** What kustomize and others put behind a name, made of the content. */
const hash = /-[2456789bcdfghkmt]{10}$/;

/** ConfigMaps and Secrets that are the same but for their content, and so for their name. */
function renames(gone: readonly Placed[], come: readonly Placed[]): ReadonlyMap<Placed, Placed> {
  const stem = ({ object, owner }: Placed): string | undefined => {
    const { apiVersion, kind, namespace = '', name = '' } = identityOf(object);
    return groupOf(apiVersion) === '' && (kind === 'ConfigMap' || kind === 'Secret') && hash.test(name)
      ? canonical([kind, namespace, name.replace(hash, ''), owner])
      : undefined;
  };
  const now = new Map(
    come.flatMap((each) => (stem(each) === undefined ? [] : [[stem(each), each] as const])),
  );
  const found = new Map<Placed, Placed>();
  for (const each of gone) {
    const name = stem(each);
    const after = name === undefined ? undefined : now.get(name);
    if (name === undefined || after === undefined) continue;
    now.delete(name);
    found.set(each, after);
  }
  return found;
}
