import { isRecord } from '../../core/json.ts';
import { isEncrypted } from '../encrypted.ts';
import { identityOf } from '../identity.ts';
import { Fields } from '../rules/fields.ts';
import { labelsIn } from '../rules/vocabulary/selectors.ts';
import type { Externals } from './external.ts';
import { givenBy, made } from './makers.ts';
import type { Standing, Wanted, Workload } from './standing.ts';

/** Everything that is applied to one cluster, found by name. */
export class World {
  readonly all: readonly Standing[];
  readonly #external: Externals;
  readonly #kinds = new Map<string, Standing[]>();
  readonly #named = new Map<string, Standing[]>();
  readonly #workloads = new Map<string, Workload[]>();
  readonly #made = new Set<string>();

  /** `generated`: names that kustomize makes objects of, `ConfigMap/name`. */
  constructor(objects: readonly unknown[], external: Externals, generated: Iterable<string>) {
    this.#external = external;
    this.all = objects.flatMap((object, index) => {
      const { apiVersion, kind, name = '', namespace = 'default' } = identityOf(object);
      if (kind === '' || name === '') return [];
      const slash = apiVersion.indexOf('/');
      const fields = new Fields(object, { release: undefined, mistakes: [] });
      return [{ index, group: apiVersion.slice(0, Math.max(0, slash)), kind, name, namespace, fields }];
    });
    for (const each of generated) this.#made.add(each);
    for (const standing of this.all) this.#place(standing);
  }

  #place(standing: Standing): void {
    const { kind, name, namespace } = standing;
    push(this.#kinds, kind, standing);
    push(this.#named, `${kind}/${name}`, standing);
    for (const each of made(standing)) this.#made.add(each);
    const workload = workloadOf(standing);
    if (workload !== undefined) push(this.#workloads, namespace, workload);
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
    return found.length === 1 && !isEncrypted(found[0]?.fields.values) ? found[0] : undefined;
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

  get workloads(): Iterable<Workload> {
    return [...this.#workloads.values()].flat();
  }
}

/** `Deployment shop/web`. */
export function called({ kind, namespace, name }: Wanted): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function workloadOf(standing: Standing): Workload | undefined {
  const { fields, kind } = standing;
  const spec = fields.in('spec');
  if (kind === 'Pod') return { ...standing, labels: labelsIn(fields.in('metadata')), pod: spec };
  const template =
    kind === 'CronJob' ? spec.in('jobTemplate').in('spec').in('template') : spec.in('template');
  const pod = template.in('spec');
  return isRecord(template.values) && pod.list('containers').length > 0
    ? { ...standing, labels: labelsIn(template.in('metadata')), pod }
    : undefined;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
