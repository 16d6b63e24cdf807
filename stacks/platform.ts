import {
  type BuiltCluster,
  chart,
  cluster,
  type GitOps,
  helmRelease,
  helmRepository,
  type KubernetesObject,
  remove,
  resources,
} from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
import { Namespace } from 'plimsoll/kubernetes/core/v1';
import { alerts } from './applications/alerts.ts';
import { gateway } from './applications/gateway.ts';
import { shop } from './applications/shop.ts';
import { tenant } from './applications/tenant.ts';
import { worker } from './applications/worker.ts';

export interface Platform {
  readonly name: string;
  readonly kubernetes: string;
  readonly gitops: GitOps;
  readonly domain: string;
  readonly replicas: number;
  readonly small?: boolean;
}

/** Two releases share it: it is written once in each cluster. */
const prometheusCommunity = helmRepository('prometheus-community', {
  url: 'https://prometheus-community.github.io/helm-charts',
  interval: '1h',
});

const namespaces = ['cert-manager', 'external-secrets', 'gateway', 'monitoring', 'shop', 'blue'];

/** One cluster of the fleet; what differs between them is an argument. */
export function platform({
  name,
  kubernetes,
  gitops,
  domain,
  replicas,
  small = false,
}: Platform): BuiltCluster {
  // Flux is told to wait; Argo CD waits by its waves, and knows tenants by projects.
  const isFlux = gitops.engine === 'flux';
  const ready = isFlux ? { wait: true } : {};
  const asTenant = isFlux ? { serviceAccountName: 'blue' } : { project: 'blue' };

  const all = cluster(name, { kubernetes, gitops, labels: { 'example.com/cluster': name } })
    .node('infrastructure', (infrastructure) =>
      infrastructure
        .bundle('namespaces', ready, (bundle) =>
          bundle.application(
            'namespaces',
            resources(namespaces.map((namespace) => Namespace({ metadata: { name: namespace } }))),
          ),
        )
        .bundle(
          'cert-manager',
          { dependsOn: ['namespaces'], namespace: 'cert-manager', ...ready },
          (bundle) =>
            bundle.application(
              'cert-manager',
              helmRelease({
                ...chart('cert-manager'),
                crds: 'CreateReplace',
                values: { crds: { enabled: true }, replicaCount: small ? 1 : 2 },
              }),
            ),
        )
        // What brings definitions is a bundle of its own: what uses them comes after it.
        .bundle(
          'gateway-controller',
          { dependsOn: ['namespaces'], namespace: 'gateway', ...ready },
          (bundle) => bundle.application('controller', helmRelease(chart('gateway'))),
        )
        .bundle(
          'gateway',
          { dependsOn: ['cert-manager', 'gateway-controller'], namespace: 'gateway', ...ready },
          (bundle) => bundle.application('gateway', gateway({ domain })),
        )
        .bundle(
          'external-secrets',
          { dependsOn: ['namespaces'], namespace: 'external-secrets', ...ready },
          (bundle) =>
            bundle.application(
              'external-secrets',
              helmRelease({
                ...chart('external-secrets'),
                crds: 'CreateReplace',
                values: { installCRDs: true },
              }),
            ),
        ),
    )
    .node('platform', (node) =>
      // An umbrella: ready when its children are.
      node.bundle('observability', { namespace: 'monitoring' }, (observability) =>
        observability
          .bundle('metrics', { dependsOn: ['namespaces'], namespace: 'monitoring', ...ready }, (metrics) =>
            metrics
              .application(
                'prometheus',
                helmRelease({
                  ...chart('kube-prometheus-stack'),
                  repository: prometheusCommunity,
                  valuesFiles: ['stacks/files/prometheus.yaml'],
                  values: { prometheus: { prometheusSpec: { replicas: small ? 1 : 2 } } },
                }),
              )
              .application(
                'blackbox-exporter',
                helmRelease({ ...chart('blackbox-exporter'), repository: prometheusCommunity }),
              ),
          )
          .bundle('alerts', { dependsOn: ['metrics'], namespace: 'monitoring' }, (bundle) =>
            bundle.application('alerts', alerts()),
          ),
      ),
    )
    .node('apps', (apps) =>
      apps
        .bundle('shop', { dependsOn: ['gateway', 'external-secrets'], namespace: 'shop' }, (bundle) =>
          bundle.application('web', shop({ domain, replicas })).application('worker', worker({ replicas })),
        )
        .bundle('tenants', { dependsOn: ['namespaces'] }, (bundle) =>
          bundle.application('blue', tenant('blue', isFlux ? 'flux-system' : 'argocd')),
        )
        // What a team brings itself, with no more rights than it has.
        .bundle('blue', { dependsOn: ['tenants'], namespace: 'blue', ...asTenant }, (bundle) =>
          bundle.application('site', worker({ replicas: 1 })),
        ),
    );
  return (small ? all.overlay({ kind: 'Deployment' }, withoutLimits) : all).build();
}

/** Where little runs, nothing needs to be kept from growing. */
function withoutLimits(object: KubernetesObject): KubernetesObject {
  return remove(Deployment.path.spec.template.spec.containers.at(0).resources.limits, object as Deployment);
}
