// The component that kosko's engine loads: the workload as objects that check themselves.
const { Deployment } = require('kubernetes-models/apps/v1');
const { HorizontalPodAutoscaler } = require('kubernetes-models/autoscaling/v2');
const { Ingress, NetworkPolicy } = require('kubernetes-models/networking.k8s.io/v1');
const { PodDisruptionBudget } = require('kubernetes-models/policy/v1');
const { ConfigMap, Service, ServiceAccount } = require('kubernetes-models/v1');

module.exports = Array.from({ length: Number(process.env.COUNT) / 8 }, (_, index) =>
  service(`app-${index}`),
).flat();

function service(name) {
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, namespace: 'shop', labels };
  const selector = { matchLabels: labels };
  return [
    new Deployment({
      metadata,
      spec: {
        replicas: 2,
        selector,
        template: {
          metadata: { labels },
          spec: {
            containers: [
              {
                name: 'main',
                image: `registry.example.com/${name}:1`,
                ports: [{ containerPort: 8080 }],
                resources: { requests: { cpu: '100m', memory: '64Mi' } },
              },
            ],
          },
        },
      },
    }),
    new Service({ metadata, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } }),
    new ServiceAccount({ metadata }),
    new ConfigMap({ metadata, data: { 'app.yaml': 'level: info\n' } }),
    new HorizontalPodAutoscaler({
      metadata,
      spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } },
    }),
    new PodDisruptionBudget({ metadata, spec: { minAvailable: 1, selector } }),
    new NetworkPolicy({ metadata, spec: { podSelector: selector, ingress: [{ ports: [{ port: 8080 }] }] } }),
    new Ingress({
      metadata,
      spec: {
        rules: [
          {
            host: `${name}.example.com`,
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } },
              ],
            },
          },
        ],
      },
    }),
  ];
}
