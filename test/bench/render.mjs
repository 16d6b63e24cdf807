// Build, evaluate, place and assemble, without YAML text, as the number of resources grows.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { line, mb, ms } from './measure.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A fleet of standard services, eight resources each; ten applications a bundle. */
const program = `
import { cluster, flux, gitRepository, resources } from 'plimsoll';
import { render } from 'plimsoll/render';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
import { HorizontalPodAutoscaler } from 'plimsoll/kubernetes/autoscaling/v2';
import { ConfigMap, Service, ServiceAccount } from 'plimsoll/kubernetes/core/v1';
import { Ingress, NetworkPolicy } from 'plimsoll/kubernetes/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'plimsoll/kubernetes/policy/v1';

const service = (name) => resources(() => {
  const labels = { 'app.kubernetes.io/name': name };
  const selector = { matchLabels: labels };
  const metadata = { name, labels };
  return [
    Deployment({ metadata, spec: { replicas: 2, selector, template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'registry.example.com/' + name + ':1', ports: [{ containerPort: 8080 }], resources: { requests: { cpu: '100m', memory: '64Mi' } } }] } } } }),
    Service({ metadata, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } }),
    ServiceAccount({ metadata }),
    ConfigMap({ metadata, data: { 'app.yaml': 'level: info' } }),
    HorizontalPodAutoscaler({ metadata, spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name } } }),
    PodDisruptionBudget({ metadata, spec: { minAvailable: 1, selector } }),
    NetworkPolicy({ metadata, spec: { podSelector: selector, ingress: [{ ports: [{ port: 8080 }] }] } }),
    Ingress({ metadata, spec: { rules: [{ host: name + '.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] } }] } }),
  ];
});
const gitops = flux({ source: gitRepository('fleet', { url: 'https://git.example.com/fleet', branch: 'main' }) });
const make = (count) => cluster('prod', { kubernetes: '1.36', gitops, labels: { team: 'x' } })
  .node('apps', (node) => node.each(Array.from({ length: Math.ceil(count / 80) }, (_, index) => index), (each, bundle) =>
    each.bundle('bundle-' + bundle, { namespace: 'shop' }, (inner) => inner.each(Array.from({ length: 10 }, (_, index) => 'app-' + bundle + '-' + index), (current, name) => current.application(name, service(name))))))
  .build();
const count = Number(process.argv.at(-1));
render([make(80)]);
const times = [];
for (let round = 0; round < 5; round++) {
  globalThis.gc?.();
  const before = performance.now();
  const { files, findings } = render([make(count)]);
  times.push(performance.now() - before);
  if (findings.length > 0 || files.size < count) throw new Error(JSON.stringify(findings[0] ?? files.size));
}
console.log(JSON.stringify({ took: Math.min(...times), peak: process.resourceUsage().maxRSS * 1024 }));
`;

/** @param {number} count */
function measure(count) {
  return JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', program, String(count)], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
}

/** @param {readonly number[]} counts */
export function renderBench(counts) {
  let before;
  for (const count of counts) {
    const { took, peak } = measure(count);
    const growth =
      before === undefined ? '' : ` (${(took / before.took / (count / before.count)).toFixed(2)} × linear)`;
    line(
      `build, render, place: ${count} resources`,
      `${ms(took)}${growth}`,
      count === 10_000 ? '≤ 250 ms' : undefined,
    );
    line(`  peak memory`, mb(peak));
    before = { took, count };
  }
}
