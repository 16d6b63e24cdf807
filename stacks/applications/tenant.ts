import { type ApplicationConfig, resources } from 'plimsoll';
import { LimitRange, ResourceQuota, ServiceAccount } from 'plimsoll/kubernetes/core/v1';
import { RoleBinding } from 'plimsoll/kubernetes/rbac.authorization.k8s.io/v1';

/**
 * What a team may do in its namespace, and how much of the cluster it may have. Its account is where the engine's objects
 * are: that is where they look for it.
 */
export function tenant(name: string, home: string): ApplicationConfig {
  const metadata = { name, namespace: name };
  return resources([
    ServiceAccount({ metadata: { name, namespace: home } }),
    RoleBinding({
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
      subjects: [{ kind: 'ServiceAccount', name, namespace: home }],
    }),
    ResourceQuota({
      metadata,
      spec: { hard: { 'requests.cpu': '4', 'requests.memory': '8Gi', pods: '40' } },
    }),
    LimitRange({
      metadata,
      spec: {
        limits: [
          { type: 'Container', defaultRequest: { cpu: '50m', memory: '64Mi' }, default: { memory: '128Mi' } },
        ],
      },
    }),
  ]);
}
