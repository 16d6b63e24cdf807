import { finding } from '../core/codes.ts';
import type { Finding, ResourceIdentity } from '../core/finding.ts';
import { isRecord, own } from '../core/json.ts';
import { type KindFacts, splitApiVersion } from '../facts/kinds.ts';
import { within } from '../facts/range.ts';
import { schemaOfKind } from '../facts/release-schema.ts';
import { releaseNamed, subjectOf } from '../patch/subject.ts';
import { ruleMistakes } from './cel/rules.ts';
import { isTooDeep } from './depth.ts';
import type { ValidateOptions } from './options.ts';
import { fieldPath } from './path.ts';
import { rules } from './rules/rules.ts';
import { validatorOf } from './schema/compile.ts';
import { type Mistake, mistakesOf } from './schema/errors.ts';
import { listMistakes } from './schema/lists.ts';
import { normal } from './schema/normal.ts';

/** A finding, and which of the objects it is about. */
export interface IndexedFinding extends Finding {
  readonly index: number;
}

/** What the API server would say of objects, offline and at once. Nothing is changed, nothing but facts is read. */
export function validateObjects(
  objects: readonly unknown[],
  options: ValidateOptions = {},
): readonly IndexedFinding[] {
  return objects.flatMap((object, index) =>
    mistakesIn(object, options)
      .filter(({ code }) => asked(code, options))
      .map((mistake) => Object.freeze({ ...said(mistake, identityOf(object)), index })),
  );
}

function mistakesIn(object: unknown, options: ValidateOptions): readonly Mistake[] {
  if (isTooDeep(object))
    return [{ code: 'api/unreadable', pointer: '', message: 'the object nests too deep to be read' }];
  const { apiVersion, kind } = identityOf(object);
  const release = releaseNamed(options.kubernetes);
  const { facts } = subjectOf(object, options);
  if (facts === undefined) return [unknownKind(apiVersion, kind)];
  const absent = notServed(facts, release, options.serve ?? []);
  if (absent !== undefined) return [absent];
  const schema = schemaOfKind(facts, release);
  const read = normal(object, schema, facts.custom);
  const validator = validatorOf(facts, release);
  const structure = validator(read)
    ? []
    : mistakesOf(validator.errors ?? [], kind === 'Secret' ? isSecret : undefined);
  const checked = isRecord(read) ? { object: read, facts, release } : undefined;
  return [
    ...structure,
    ...(facts.custom ? listMistakes(read, schema) : []),
    // The server asks rules of what its schema lets through.
    ...(facts.custom && structure.length === 0 ? ruleMistakes(read, schema) : []),
    ...(checked === undefined ? [] : rules.flatMap((rule) => rule(checked))),
  ];
}

/** What a Secret holds is said to nobody. */
function isSecret(pointer: string): boolean {
  return /^\/(data|stringData)\//.test(pointer);
}

function unknownKind(apiVersion: string, kind: string): Mistake {
  const message = `there is no kind ${kind || '(none)'} in ${apiVersion || '(no apiVersion)'}`;
  return {
    code: 'api/unknown-kind',
    pointer: '/kind',
    message,
    fix: 'correct apiVersion and kind, or give its CustomResourceDefinition (--crds)',
  };
}

/** A kind that this release does not have, or that nobody has turned on. */
function notServed(
  facts: KindFacts,
  release: string | undefined,
  serve: readonly string[],
): Mistake | undefined {
  const { apiVersion, kind, custom, since, until, offByDefault, replacement, unserved } = facts;
  if (custom)
    return unserved === true
      ? {
          code: 'api/not-served',
          pointer: '/apiVersion',
          message: `the definition of ${kind} does not serve ${splitApiVersion(apiVersion).version}`,
        }
      : undefined;
  const asked = release ?? facts.file.releases.at(-1);
  if (asked !== undefined && !within(facts, asked)) {
    const when = since === undefined ? '' : ` since ${since}`;
    const last = until === undefined ? '' : ` until ${until}`;
    const message = `Kubernetes ${asked} has no ${kind} in ${apiVersion}: it is there${when}${last}`;
    return {
      code: 'api/unknown-kind',
      pointer: '/apiVersion',
      message,
      ...(replacement === undefined ? {} : { fix: `use ${replacement}` }),
    };
  }
  if (offByDefault !== true || serve.includes(apiVersion)) return undefined;
  const message = `${apiVersion} is off by default: an API server serves it only when told to`;
  return {
    code: 'api/not-served',
    pointer: '/apiVersion',
    message,
    fix: `say serve: ['${apiVersion}'] where it is on`,
  };
}

function said({ code, pointer, message, fix }: Mistake, resource: ResourceIdentity): Finding {
  return finding(code, message, {
    resource,
    path: fieldPath(pointer),
    pointer,
    ...(fix === undefined ? {} : { fix }),
  });
}

export function identityOf(object: unknown): ResourceIdentity {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return {
    apiVersion: isRecord(object) ? text(own(object, 'apiVersion')) : '',
    kind: isRecord(object) ? text(own(object, 'kind')) : '',
    ...(typeof namespace === 'string' ? { namespace } : {}),
    ...(typeof name === 'string' ? { name } : {}),
  };
}

function asked(code: string, { only, skip = [] }: ValidateOptions): boolean {
  const group = code.slice(0, code.indexOf('/'));
  const named = (names: readonly string[]): boolean => names.includes(code) || names.includes(group);
  return (only === undefined || named(only)) && !named(skip);
}
