import type { AppProject } from '#kinds/crds/argoproj.io/v1alpha1';
import type { LimitRange, ResourceQuota, ServiceAccount } from '#kinds/kubernetes/core/v1';
import type { NetworkPolicy } from '#kinds/kubernetes/networking.k8s.io/v1';
import type { RoleBinding } from '#kinds/kubernetes/rbac.authorization.k8s.io/v1';
import type { ApplicationConfig } from '../../model/model.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { named } from '../named.ts';
import type { NamedOptions } from '../named-options.ts';
import { mistakes, wrong } from '../option.ts';
import type { Amount } from '../workloads/options.ts';
import { namespaceObject } from './namespace-object.ts';
import type { PodSecurityLevel } from './namespace-options.ts';

export interface QuotaOptions {
  /** Of all pods together. Default: `4`. */
  readonly cpu?: Amount;
  /** Of all pods together. Default: `8Gi`. */
  readonly memory?: Amount;
  /** Default: `50`. */
  readonly pods?: number;
  /** Of all claims together. Default: `100Gi`. */
  readonly storage?: Amount;
  /** Others, by their names in a quota: `requests.nvidia.com/gpu`. Default: none; load balancers are not allowed. */
  readonly others?: Readonly<Record<string, Amount>>;
}

export interface ContainerDefaults {
  /** Asked for where a container asks for nothing. Default: `50m`. */
  readonly cpu?: Amount;
  /** Asked for, and the limit. Default: `64Mi`. */
  readonly memory?: Amount;
}

export interface TenantOptions extends NamedOptions {
  /** Default: `restricted`. */
  readonly podSecurity?: PodSecurityLevel;
  /** How much of the cluster it may have; `false`: as much as there is. */
  readonly quota?: QuotaOptions | false;
  readonly containers?: ContainerDefaults;
  /** Groups of people, by what they may do in the namespace. Default: nobody. */
  readonly groups?: Readonly<Partial<Record<Access, readonly string[]>>>;
  /** What the engine may do in its name. Default: `admin`. */
  readonly engineAccess?: Access;
  /** Where its applications come from: Argo CD allows no other. */
  readonly repositories?: readonly string[];
  /** Where the engine's own objects are. Default: `flux-system`, `argocd`. */
  readonly engineNamespace?: string;
}

export type Access = 'admin' | 'edit' | 'view';

/**
 * A team's part of a cluster: a namespace with a standard and a limit, closed to others, for people by their groups and for
 * the engine by an account (Flux) or a project (Argo CD).
 */
export function tenant(options: TenantOptions = {}): ApplicationConfig {
  return named('tenant', options, (name, context) => [
    namespaceObject(name, options),
    ...quota(name, options),
    limits(name, options),
    ...closed(name, options),
    ...people(name, options),
    ...(context.engine === 'argo' ? project(name, options) : account(name, options)),
  ]);
}

function metadata(
  name: string,
  namespace: string,
  { labels }: TenantOptions,
): { name: string; namespace: string } {
  return { name, namespace, ...(labels === undefined ? {} : { labels }) };
}

function quota(name: string, options: TenantOptions): readonly ResourceQuota[] {
  if (options.quota === false) return [];
  const { cpu = '4', memory = '8Gi', pods = 50, storage = '100Gi', others } = options.quota ?? {};
  return [
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: metadata(name, name, options),
      spec: {
        hard: {
          'requests.cpu': cpu,
          'requests.memory': memory,
          'limits.memory': memory,
          'requests.storage': storage,
          pods,
          'services.loadbalancers': 0,
          'services.nodeports': 0,
          ...others,
        },
      },
    },
  ];
}

/** Under a quota a pod has to ask for something: what it forgets is filled in. */
function limits(name: string, options: TenantOptions): LimitRange {
  const { cpu = '50m', memory = '64Mi' } = options.containers ?? {};
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: metadata(name, name, options),
    spec: { limits: [{ type: 'Container', defaultRequest: { cpu, memory }, default: { memory } }] },
  };
}

/** What no other policy opens is closed; names are resolved, and pods of the namespace reach each other. */
function closed(name: string, options: TenantOptions): readonly NetworkPolicy[] {
  const policy = (called: string, spec: NetworkPolicy['spec'] & object): NetworkPolicy => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata(called, name, options),
    spec,
  });
  const all = { podSelector: {} };
  const system = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } };
  return [
    policy('default-deny', { ...all, policyTypes: ['Ingress', 'Egress'] }),
    policy('allow-names', {
      ...all,
      policyTypes: ['Egress'],
      egress: [
        {
          to: [system],
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
      ],
    }),
    policy('allow-namespace', {
      ...all,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [all] }],
      egress: [{ to: [all] }],
    }),
  ];
}

type Subjects = NonNullable<RoleBinding['subjects']>;

function binding(
  called: string,
  name: string,
  access: Access,
  subjects: Subjects,
  options: TenantOptions,
): RoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: metadata(called, name, options),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: access },
    subjects,
  };
}

function people(name: string, options: TenantOptions): readonly RoleBinding[] {
  return Object.entries(options.groups ?? {}).map(([access, groups]) =>
    binding(
      `${name}-${access}`,
      name,
      access as Access,
      groups.map((group) => ({ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: group })),
      options,
    ),
  );
}

/** Flux looks for it where its own objects are. */
function account(name: string, options: TenantOptions): readonly KubernetesObject[] {
  const { engineNamespace = 'flux-system', engineAccess = 'admin' } = options;
  const made: ServiceAccount = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(name, engineNamespace, options),
    automountServiceAccountToken: false,
  };
  const subjects: Subjects = [{ kind: 'ServiceAccount', name, namespace: engineNamespace }];
  return [made, binding(`${name}-engine`, name, engineAccess, subjects, options)];
}

function project(name: string, options: TenantOptions): readonly KubernetesObject[] {
  const { engineNamespace = 'argocd', repositories = [] } = options;
  if (repositories.length === 0)
    mistakes([
      wrong('repositories: Argo CD has to know where the applications of a tenant come from', 'name them'),
    ]);
  const made: AppProject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: metadata(name, engineNamespace, options),
    spec: {
      sourceRepos: repositories,
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: name }],
      clusterResourceWhitelist: [],
    },
  };
  return [made];
}
