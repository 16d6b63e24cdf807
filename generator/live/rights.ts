import { byText } from '../core/compare.ts';
import { kindFacts } from '../facts/kinds.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { definedNames } from '../validate/defined-names.ts';
import { groupOf, identityOf } from '../validate/identity.ts';

/** A rule of RBAC. */
interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** A dry run is authorized as the change itself: reading alone does not do. */
const verbs = ['get', 'list', 'create', 'patch'];

/**
 * The rights that the verbs need which ask a cluster, and no more: for each kind that is rendered, in each namespace that it is rendered
 * to. Whoever holds them could also apply for good: that they are used for dry runs only is this program's doing.
 */
export function rightsFor(objects: readonly KubernetesObject[], account: Account): readonly object[] {
  const wide = new Map<string, Set<string>>();
  const within = new Map<string, Map<string, Set<string>>>();
  const defined = definedNames(objects);
  for (const object of objects) {
    const { apiVersion, kind, namespace = 'default' } = identityOf(object);
    const group = groupOf(apiVersion);
    const known = defined.get(`${group} ${kind}`) ?? kindFacts(apiVersion, kind);
    const plural = known?.plural ?? `${kind.toLowerCase()}s`;
    const rights =
      known?.scope === 'Cluster' ? wide : (within.get(namespace) ?? new Map<string, Set<string>>());
    if (rights !== wide) within.set(namespace, rights);
    rights.set(group, (rights.get(group) ?? new Set()).add(plural));
  }
  // Which namespaces and definitions there are already decides what can be asked about.
  wide.set('', (wide.get('') ?? new Set()).add('namespaces'));
  return [
    ...bound('ClusterRole', rulesOf(wide), undefined, account),
    ...[...within]
      .sort(([a], [b]) => byText(a, b))
      .flatMap(([namespace, rights]) => bound('Role', rulesOf(rights), namespace, account)),
  ];
}

export interface Account {
  readonly name: string;
  readonly namespace: string;
}

function rulesOf(rights: ReadonlyMap<string, ReadonlySet<string>>): readonly PolicyRule[] {
  return [...rights]
    .sort(([a], [b]) => byText(a, b))
    .map(([group, resources]) => ({ apiGroups: [group], resources: [...resources].sort(byText), verbs }));
}

function bound(
  kind: 'ClusterRole' | 'Role',
  rules: readonly PolicyRule[],
  namespace: string | undefined,
  account: Account,
): readonly object[] {
  const apiVersion = 'rbac.authorization.k8s.io/v1';
  const metadata = { name: account.name, ...(namespace === undefined ? {} : { namespace }) };
  return [
    { apiVersion, kind, metadata, rules },
    {
      apiVersion,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: account.name },
      subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }],
    },
  ];
}
