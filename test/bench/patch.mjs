// Patches a second, of each form on a Deployment, beside fast-json-patch; a text of 5,000 lines patched in place.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { line, ms } from './measure.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const program = `
import { applyPatch, diffObjects, patch, applyPathPatch, patchYaml } from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
import peer from 'fast-json-patch';

const container = (name) => ({ name, image: 'registry.example.com/' + name + ':1', ports: [{ containerPort: 8080 }], env: [{ name: 'LOG', value: 'info' }, { name: 'A', value: '1' }], resources: { requests: { cpu: '100m', memory: '64Mi' } } });
const web = Deployment({ metadata: { name: 'web', labels: { app: 'web' } }, spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [container('web'), container('log')], volumes: [{ name: 'tmp', emptyDir: {} }] } } } });
const next = structuredClone(web);
next.spec.replicas = 3;
next.spec.template.spec.containers[0].image = 'registry.example.com/web:2';
next.spec.template.spec.containers[1].env[0].value = 'debug';
const { containers } = Deployment.path.spec.template.spec;
const typed = patch(Deployment, 'web').set(Deployment.path.spec.replicas, 3).set(containers.named('web').image, 'registry.example.com/web:2').set(containers.named('log').env.named('LOG').value, 'debug');
const found = Object.fromEntries(['json', 'merge', 'strategic'].map((as) => [as, diffObjects(web, next, { as })]));
const large = Array.from({ length: 165 }, (_, index) => '# application ' + index + '\\napiVersion: apps/v1\\nkind: Deployment\\nmetadata:\\n  name: web-' + index + '\\n  labels: {app: web} # flow\\nspec:\\n  replicas: 1 # one\\n  selector:\\n    matchLabels:\\n      app: web\\n  template:\\n    metadata:\\n      labels:\\n        app: web\\n    spec:\\n      containers:\\n        # the main one\\n        - name: web\\n          image: "registry.example.com/web:1"\\n          ports:\\n            - containerPort: 8080\\n          env:\\n            - name: LOG\\n              value: info\\n        - name: log\\n          image: log:1\\n          args: [--a, --b]\\n').join('---\\n');
const one = [{ type: 'path', patch: { target: 'deployment/web-80', operations: [{ set: 'spec.template.spec.containers[name=web].image', value: 'registry.example.com/web:2' }] } }];

const candidates = {
  json: () => applyPatch(web, found.json),
  'json, fast-json-patch, on a copy': () => peer.applyPatch(web, found.json.patch, true, false).newDocument,
  merge: () => applyPatch(web, found.merge),
  strategic: () => applyPatch(web, found.strategic),
  path: () => applyPathPatch(web, typed),
  'json diff': () => diffObjects(web, next, { as: 'json' }),
  'json diff, fast-json-patch': () => peer.compare(web, next),
  'strategic diff': () => diffObjects(web, next, { as: 'strategic' }),
};
const rates = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
for (let round = 0; round < 7; round++)
  for (const [name, run] of Object.entries(candidates)) {
    const until = performance.now() + 60;
    let count = 0;
    const before = performance.now();
    while (performance.now() < until) { for (let each = 0; each < 20; each++) run(); count += 20; }
    rates[name].push(count / ((performance.now() - before) / 1000));
  }
const texts = [];
for (let round = 0; round < 7; round++) {
  const before = performance.now();
  const { text, findings } = patchYaml(large, one);
  texts.push(performance.now() - before);
  if (findings.length > 0 || text.length !== large.length) throw new Error('the text changed in other places');
}
const middle = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
console.log(JSON.stringify({ rates: Object.fromEntries(Object.entries(rates).map(([name, all]) => [name, middle(all)])), text: middle(texts), lines: large.split('\\n').length }));
`;

export function patchBench() {
  const { rates, text, lines } = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' }),
  );
  for (const [name, rate] of Object.entries(rates)) {
    const peer = Object.entries(rates).find(([other]) => other.startsWith(`${name}, `));
    const ratio = peer === undefined ? '' : ` (${(rate / peer[1]).toFixed(2)} × fast-json-patch)`;
    line(`patches a second, ${name}`, `${Math.round(rate).toLocaleString('en')}${ratio}`);
  }
  line(`patching a text of ${lines} lines in place`, ms(text));
}
