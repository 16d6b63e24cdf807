import type { ObjectMeta } from '#kinds/kubernetes/meta/v1';
import type {
  ClusterRole,
  ClusterRoleBinding,
  Role,
  RoleBinding,
} from '#kinds/kubernetes/rbac.authorization.k8s.io/v1';
import type { KubernetesObject } from '../../paths/kind.ts';
import { accountName } from '../workloads/account.ts';
import { metadata, type Subject } from '../workloads/subject.ts';
import type { OperatorOptions } from './options.ts';
import type { Rule } from './rights.ts';

/** What it may do: everywhere or in some namespaces; to agree with others of its kind, and to say what happens, at home. */
export function roles(
  subject: Subject<OperatorOptions>,
  rules: readonly Rule[],
): readonly KubernetesObject[] {
  const { namespaces } = subject.options;
  return [
    ...(rules.length === 0
      ? []
      : namespaces === undefined
        ? everywhere(subject, rules)
        : namespaces.flatMap((namespace) => within(subject, subject.name, rules, namespace))),
    ...within(subject, `${subject.name}-leader`, atHome(subject)),
  ];
}

/** Names that are there once in a cluster begin with the namespace. */
export function clusterName({ name, context }: Subject): string {
  return context.namespace === undefined || context.namespace === name
    ? name
    : `${context.namespace}-${name}`;
}

const apiVersion = 'rbac.authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';

function everywhere(subject: Subject, rules: readonly Rule[]): readonly (ClusterRole | ClusterRoleBinding)[] {
  const named = metadata(subject, { name: clusterName(subject) });
  return [
    { apiVersion, kind: 'ClusterRole', metadata: named, rules: [...rules, events] },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata: named,
      roleRef: { apiGroup, kind: 'ClusterRole', name: clusterName(subject) },
      subjects: [itself(subject)],
    },
  ];
}

function within(
  subject: Subject,
  name: string,
  rules: readonly Rule[],
  namespace?: string,
): readonly (Role | RoleBinding)[] {
  if (rules.length === 0) return [];
  const own = metadata(subject, { name });
  const named: ObjectMeta = namespace === undefined ? own : { ...own, namespace };
  return [
    {
      apiVersion,
      kind: 'Role',
      metadata: named,
      rules: namespace === undefined ? rules : [...rules, events],
    },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata: named,
      roleRef: { apiGroup, kind: 'Role', name },
      subjects: [itself(subject)],
    },
  ];
}

function itself(subject: Subject): NonNullable<RoleBinding['subjects']>[number] {
  const { namespace } = subject.context;
  return {
    kind: 'ServiceAccount',
    name: accountName(subject),
    ...(namespace === undefined ? {} : { namespace }),
  };
}

const events: Rule = { apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] };

/** A name cannot be asked for before the object is there: making one is a right of its own. */
function atHome({ name, options }: Subject<OperatorOptions>): readonly Rule[] {
  const { lease = name } = options;
  if (lease === false) return [];
  const leases = { apiGroups: ['coordination.k8s.io'], resources: ['leases'] };
  return [
    { ...leases, verbs: ['create'] },
    { ...leases, resourceNames: [lease], verbs: ['get', 'update', 'patch'] },
    events,
  ];
}
