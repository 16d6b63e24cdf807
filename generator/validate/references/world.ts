import { grouped } from '../../core/group.ts';
import { isRecord } from '../../core/json.ts';
import { isEncrypted } from '../encrypted.ts';
import type { Fields } from '../rules/fields.ts';
import { labelsIn } from '../rules/vocabulary/selectors.ts';
import type { Externals } from './external.ts';
import { givenBy, made } from './makers.ts';
import type { Standing, Wanted, Workload } from './standing.ts';
import type { Named, Together } from './worlds.ts';

/** Everything that is applied to one cluster, found by name. */
export class World {
  readonly all: readonly Standing[];
  readonly #external: Externals;
  readonly #kinds: ReadonlyMap<string, readonly Standing[]>;
  readonly #named: Named;
  readonly #workloads: ReadonlyMap<string, readonly Workload[]>;
  readonly #made: ReadonlySet<string>;
  /** By namespace and label; made when it is first asked for. */
  #labelled: ReadonlyMap<string, readonly Workload[]> | undefined;

  /** `generated`: names that kustomize makes objects of, `ConfigMap/name`. */
  constructor({ members, named }: Together, external: Externals, generated: readonly string[]) {
    this.#external = external;
    this.all = members;
    this.#named = named;
    this.#kinds = grouped(members, ({ kind }) => kind);
    this.#workloads = grouped(workloadsOf(members), ({ namespace }) => namespace);
    this.#made = new Set([...generated, ...members.flatMap(made)]);
  }

  /** All objects of a kind, in whatever group. */
  of(kind: string): readonly Standing[] {
    return this.#kinds.get(kind) ?? [];
  }

  /** What a name leads to: several where the same is there more than once. */
  find({ group, kind, name, namespace }: Wanted): readonly Standing[] {
    return (this.#named.get(`${kind}/${name}`) ?? []).filter(
      (each) =>
        (group === undefined || each.group === group) &&
        (namespace === undefined || each.namespace === namespace),
    );
  }

  /** What a name leads to, where that is one object: of what is there twice nobody knows what holds. */
  only(wanted: Wanted): Standing | undefined {
    const found = this.find(wanted);
    return found.length === 1 && !isEncrypted(found[0]?.object) ? found[0] : undefined;
  }

  /** Whether it will be there: rendered, made by something that is, brought by every cluster, or said to be there. */
  has(wanted: Wanted): boolean {
    const { kind, name, namespace } = wanted;
    return (
      this.find(wanted).length > 0 ||
      this.#made.has(`${kind}/${name}`) ||
      this.#made.has(`${kind}/${namespace ?? ''}/${name}`) ||
      givenBy(wanted) ||
      this.#external.has(kind, namespace, name)
    );
  }

  isExternal(kind: string, namespace: string | undefined, name: string): boolean {
    return this.#external.has(kind, namespace, name);
  }

  /** What makes pods in a namespace. */
  workloadsIn(namespace: string): readonly Workload[] {
    return this.#workloads.get(namespace) ?? [];
  }

  get workloads(): readonly Workload[] {
    return [...this.#workloads.values()].flat();
  }

  /** What has one of some labels in a namespace. */
  labelled(namespace: string, key: string, value: unknown): readonly Workload[] {
    this.#labelled ??= this.#byLabel();
    return this.#labelled.get(`${namespace} ${key}=${String(value)}`) ?? [];
  }

  #byLabel(): ReadonlyMap<string, readonly Workload[]> {
    const made = new Map<string, Workload[]>();
    for (const each of this.workloads)
      for (const [label, value] of Object.entries(each.labels)) {
        const key = `${each.namespace} ${label}=${String(value)}`;
        const others = made.get(key);
        if (others === undefined) made.set(key, [each]);
        else others.push(each);
      }
    return made;
  }

  /** What may be selected by labels: whatever is has the rarest of them. */
  candidates(
    namespace: string,
    labels: readonly (readonly [key: string, value: unknown])[],
  ): readonly Workload[] {
    return labels
      .map(([key, value]) => this.labelled(namespace, key, value))
      .reduce((least, each) => (each.length < least.length ? each : least), this.workloadsIn(namespace));
  }
}

/** `Deployment shop/web`. */
export function called({ kind, namespace, name }: Wanted): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function workloadsOf(members: readonly Standing[]): readonly Workload[] {
  return members.map(workloadOf).filter((each) => each !== undefined);
}

function workloadOf(standing: Standing): Workload | undefined {
  const { kind, object } = standing;
  if (!isRecord(object.spec)) return undefined;
  if (kind === 'Pod') {
    const { fields } = standing;
    return about(standing, labelsIn(fields.in('metadata')), fields.in('spec'));
  }
  if (!isRecord(object.spec.template) && kind !== 'CronJob') return undefined;
  const said = standing.fields.in('spec');
  const template =
    kind === 'CronJob' ? said.in('jobTemplate').in('spec').in('template') : said.in('template');
  const pod = template.in('spec');
  return pod.list('containers').length > 0
    ? about(standing, labelsIn(template.in('metadata')), pod)
    : undefined;
}

function about(
  { index, group, kind, name, namespace, object, fields }: Standing,
  labels: Workload['labels'],
  pod: Fields,
): Workload {
  return { index, group, kind, name, namespace, object, fields, labels, pod };
}
