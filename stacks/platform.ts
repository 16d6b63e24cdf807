import {
  type BuiltCluster,
  chart,
  cluster,
  fromFiles,
  type GitOps,
  helmRelease,
  helmRepository,
  type KubernetesObject,
  namespace,
  remove,
  resources,
  tenant,
  webService,
} from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
import { Namespace } from 'plimsoll/kubernetes/core/v1';
import { gateway } from './applications/gateway.ts';
import { alerts, deliveries, licence, logs, slack } from './applications/platform.ts';
import { cleanup, experiments, training } from './applications/research.ts';
import { cache, credentials, migration, orders, web } from './applications/shop.ts';

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

/** Of those whose pods come from elsewhere and want more than the standard. */
const namespaces = ['cert-manager', 'external-secrets', 'gateway', 'monitoring', 'sealed-secrets'];

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
  const home = isFlux ? 'flux-system' : 'argocd';
  const asTenant = (name: string): { readonly serviceAccountName?: string; readonly project?: string } =>
    isFlux ? { serviceAccountName: name } : { project: name };

  const all = cluster(name, { kubernetes, gitops, labels: { 'example.com/cluster': name } })
    .node('infrastructure', (infrastructure) =>
      infrastructure
        .bundle('namespaces', ready, (bundle) =>
          bundle
            .application('namespaces', resources(namespaces.map((name) => Namespace({ metadata: { name } }))))
            .application('shop', namespace())
            .application('research', namespace())
            .application('logging', namespace({ podSecurity: 'privileged' })),
        )
        // What brings the definition of sealed secrets.
        .bundle(
          'sealed-secrets',
          { dependsOn: ['namespaces'], namespace: 'sealed-secrets', ...ready },
          (bundle) => bundle.application('sealed-secrets', helmRelease(chart('sealed-secrets'))),
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
          )
          .bundle('deliveries', { dependsOn: ['sealed-secrets'], namespace: home }, (bundle) =>
            bundle.application('deliveries', deliveries()).application('slack', slack(gitops.engine)),
          )
          .bundle('logs', { dependsOn: ['namespaces'], namespace: 'logging' }, (bundle) =>
            bundle.application('logs', logs()),
          ),
      ),
    )
    .node('apps', (apps) =>
      apps
        .bundle(
          'shop',
          { dependsOn: ['gateway', 'external-secrets', 'metrics'], namespace: 'shop' },
          (bundle) =>
            bundle
              .application('migrate', migration())
              .application('web', web({ domain, replicas }))
              .application('worker', orders({ replicas }))
              .application('cache', cache())
              .application('credentials', credentials()),
        )
        // Flux opens what SOPS has encrypted; Argo CD cannot.
        .each(isFlux ? [licence()] : [], (node, application) =>
          node.bundle(
            'licence',
            {
              dependsOn: ['namespaces'],
              namespace: 'shop',
              decryption: { provider: 'sops', secret: 'age' },
            },
            (bundle) => bundle.application('licence', application),
          ),
        )
        .bundle('research', { dependsOn: ['cert-manager'], namespace: 'research' }, (bundle) =>
          bundle
            .application('training', training())
            .application('cleanup', cleanup())
            .application('experiments', experiments()),
        )
        .bundle('tenants', { dependsOn: ['namespaces'] }, (bundle) =>
          ['blue', 'green'].reduce(
            (all, name) =>
              all.application(
                name,
                tenant({
                  groups: { edit: [`${name}-developers`] },
                  engineAccess: 'edit',
                  repositories: ['ssh://git@git.example.com/fleet'],
                }),
              ),
            bundle,
          ),
        )
        // What teams bring themselves, as files, with no more rights than they have.
        .bundle('blue', { dependsOn: ['tenants'], namespace: 'blue', ...asTenant('blue') }, (bundle) =>
          bundle.application('applications', fromFiles('stacks/teams/blue/*.yaml', webService)),
        )
        .bundle('green', { dependsOn: ['tenants'], namespace: 'green', ...asTenant('green') }, (bundle) =>
          bundle.application('applications', fromFiles('stacks/teams/green/*.yaml', webService)),
        ),
    );
  return (small ? all.overlay({ kind: 'Deployment' }, withoutLimits) : all).build();
}

/** Where little runs, nothing needs to be kept from growing. */
function withoutLimits(object: KubernetesObject): KubernetesObject {
  return remove(Deployment.path.spec.template.spec.containers.at(0).resources.limits, object as Deployment);
}
