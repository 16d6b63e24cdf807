import type { ClusterRole } from '#kinds/kubernetes/rbac.authorization.k8s.io/v1';
import { byText } from '../../core/compare.ts';
import { splitApiVersion } from '../../facts/kinds.ts';
import { kindOf } from '../../paths/kind-of.ts';
import type { KindReference, RightsOptions } from './options.ts';

export type Rule = NonNullable<ClusterRole['rules']>[number];

const read = ['get', 'list', 'watch'];

/** Verbs by resource: no more than what is said needs. */
export function rightsOf(
  { reconciles = [], owns = [], watches = [], patches = [] }: RightsOptions,
  pluralOf: (reference: KindReference) => string,
): readonly Rule[] {
  const verbs = new Map<string, Set<string>>();
  const allow = (reference: KindReference, sub: string, ...wanted: readonly string[]): void => {
    const { group } = splitApiVersion(reference.apiVersion);
    const key = `${group === 'core' ? '' : group} ${pluralOf(reference)}${sub}`;
    verbs.set(key, new Set([...(verbs.get(key) ?? []), ...wanted]));
  };
  for (const each of reconciles) {
    allow(each, '', ...read, 'update', 'patch');
    allow(each, '/status', 'get', 'update', 'patch');
    allow(each, '/finalizers', 'update');
  }
  for (const each of owns) allow(each, '', ...read, 'create', 'update', 'patch', 'delete');
  for (const each of watches) allow(each, '', ...read);
  for (const each of patches) allow(each, '', ...read, 'patch');
  return rules(verbs);
}

/** One rule for each group and set of verbs. */
function rules(verbs: ReadonlyMap<string, ReadonlySet<string>>): readonly Rule[] {
  const merged = new Map<string, { group: string; verbs: readonly string[]; resources: string[] }>();
  for (const [key, wanted] of [...verbs].toSorted(([a], [b]) => byText(a, b))) {
    const [group = '', resource = ''] = key.split(' ');
    const ordered = order.filter((verb) => wanted.has(verb));
    const rule = `${group} ${ordered.join(' ')}`;
    const known = merged.get(rule);
    if (known === undefined) merged.set(rule, { group, verbs: ordered, resources: [resource] });
    else known.resources.push(resource);
  }
  return [...merged.values()].map(({ group, verbs: allowed, resources }) => ({
    apiGroups: [group],
    resources,
    verbs: allowed,
  }));
}

const order = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** The name of a kind in addresses, where it is known. */
export function knownPlural({ apiVersion, kind }: KindReference): string | undefined {
  return kindOf({ apiVersion, kind })?.facts.plural;
}
