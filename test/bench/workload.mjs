// The one workload: standard web services of eight resources, as every tool of the bench writes them.

/** Imports, and a function that makes one service. */
const service = `import { Deployment } from 'plimsoll/kubernetes/apps/v1';
import { HorizontalPodAutoscaler } from 'plimsoll/kubernetes/autoscaling/v2';
import { ConfigMap, Service, ServiceAccount } from 'plimsoll/kubernetes/core/v1';
import { Ingress, NetworkPolicy } from 'plimsoll/kubernetes/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'plimsoll/kubernetes/policy/v1';

export const service = (name: string, level = 'info') => resources(() => {
  const labels = { 'app.kubernetes.io/name': name };
  const selector = { matchLabels: labels };
  const metadata = { name, labels };
  return [
    Deployment({ metadata, spec: { replicas: 2, selector, template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'registry.example.com/' + name + ':1', ports: [{ containerPort: 8080 }], resources: { requests: { cpu: '100m', memory: '64Mi' } } }] } } } }),
    Service({ metadata, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } }),
    ServiceAccount({ metadata }),
    ConfigMap({ metadata, data: { 'app.yaml': 'level: ' + level } }),
    HorizontalPodAutoscaler({ metadata, spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } } }),
    PodDisruptionBudget({ metadata, spec: { minAvailable: 1, selector } }),
    NetworkPolicy({ metadata, spec: { podSelector: selector, ingress: [{ ports: [{ port: 8080 }] }] } }),
    Ingress({ metadata, spec: { rules: [{ host: name + '.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] } }] } }),
  ];
});
export const gitops = flux({ source: gitRepository('fleet', { url: 'https://git.example.com/fleet', branch: 'main' }) });
`;

/** One cluster of `count` resources, ten services a bundle; `level` is another text in one of them. */
export const oneCluster = {
  'shop.ts': `import { flux, gitRepository, resources } from 'plimsoll';\n${service}`,
  'stacks/shop.stack.ts': `import { cluster, defineStack } from 'plimsoll';
import { gitops, service } from '../shop.ts';

export default defineStack({ set: { count: 1000, level: 'info' } }, ({ set }) =>
  cluster('prod', { kubernetes: '1.36', gitops })
    .node('apps', (node) => node.each(Array.from({ length: set.count / 8 / 10 }, (_, index) => index), (each, bundle) =>
      each.bundle('bundle-' + bundle, { namespace: 'shop' }, (inner) => inner.each(Array.from({ length: 10 }, (_, index) => index), (current, index) =>
        current.application('app-' + bundle + '-' + index, service('app-' + bundle + '-' + index, bundle + index === 0 ? set.level : 'info'))))))
    .build());
`,
};

/** A fleet: clusters of 500 resources, a stack each. @param {number} clusters @returns {Record<string, string>} */
export function fleet(clusters) {
  const stack = (/** @type {number} */ index) => `import { cluster } from 'plimsoll';
import { gitops, service } from '../shop.ts';
export default cluster('cluster-${index}', { kubernetes: '1.36', gitops })
  .node('apps', (node) => node.each(Array.from({ length: 63 }, (_, each) => each), (current, each) =>
    current.bundle('app-' + each, { namespace: 'shop' }, (bundle) => bundle.application('web', service('app-' + each)))))
  .build();
`;
  return {
    'shop.ts': oneCluster['shop.ts'],
    ...Object.fromEntries(
      Array.from({ length: clusters }, (_, index) => [`stacks/c${index}.stack.ts`, stack(index)]),
    ),
  };
}
