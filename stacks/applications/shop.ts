import { type ApplicationConfig, image, projectFile, resources, withFiles } from 'plimsoll';
import { ExternalSecret } from 'plimsoll/crds/external-secrets.io/v1';
import { HTTPRoute } from 'plimsoll/crds/gateway.networking.k8s.io/v1';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
import { HorizontalPodAutoscaler } from 'plimsoll/kubernetes/autoscaling/v2';
import { Service } from 'plimsoll/kubernetes/core/v1';
import { PodDisruptionBudget } from 'plimsoll/kubernetes/policy/v1';

export interface Shop {
  readonly domain: string;
  readonly replicas: number;
}

const labels = { 'app.kubernetes.io/name': 'web' };

/** A web service with its route, its secret, and a configuration whose change rolls it. */
export function shop({ domain, replicas }: Shop): ApplicationConfig {
  const web = resources([
    Deployment({
      metadata: { name: 'web', labels },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name: 'web',
                image: image('web'),
                ports: [{ name: 'http', containerPort: 8080 }],
                envFrom: [{ secretRef: { name: 'web' } }],
                readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
                resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
                volumeMounts: [{ name: 'config', mountPath: '/etc/shop', readOnly: true }],
              },
            ],
            volumes: [{ name: 'config', configMap: { name: 'web-config' } }],
          },
        },
      },
    }),
    Service({
      metadata: { name: 'web', labels },
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    }),
    HorizontalPodAutoscaler({
      metadata: { name: 'web', labels },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        minReplicas: replicas,
        maxReplicas: replicas * 4,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          },
        ],
      },
    }),
    PodDisruptionBudget({
      metadata: { name: 'web', labels },
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    }),
    HTTPRoute({
      metadata: { name: 'web', labels },
      spec: {
        parentRefs: [{ name: 'public', namespace: 'gateway' }],
        hostnames: [`shop.${domain}`],
        rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
      },
    }),
    ExternalSecret({
      metadata: { name: 'web', labels },
      spec: {
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
        target: { name: 'web' },
        dataFrom: [{ extract: { key: 'shop/web' } }],
      },
    }),
  ]);
  return withFiles(web, {
    files: { 'shop.toml': projectFile('stacks/files/shop.toml') },
    configMapGenerator: [{ name: 'web-config', files: ['shop.toml'] }],
  });
}
