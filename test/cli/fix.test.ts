import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { command } from '../support/command.ts';
import { synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const text = `# kept
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web   # kept too
  annotations: { "a": 1, b: true }
spec:
  "replcias": "3"
  selector: {matchLabels: {app: web}}
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: 'web:1'
          imagePullPolicy: Alwyas
          ports: [{ containerPort: "80", protocol: 'TCPP' }]
          env:
            - { name: PORT, value: 8080 }
          nosuchthing: x
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, dta: { b: c } }
`;

it('mends what is plainly meant, and not another byte', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'app.yaml');
  writeFileSync(file, text);
  const dry = await command(folder, 'validate', 'app.yaml', '--fix', '--dry-run');
  expect(dry.code).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(dry.err).toContain('app.yaml:8: "replcias" → "replicas"\n');
  expect(dry.err).toContain('app.yaml:19: 8080 → "8080"\n');
  const { code, out, err } = await command(folder, 'validate', 'app.yaml', '--fix');
  const wanted = text
    .replace('"a": 1, b: true', '"a": "1", b: "true"')
    .replace('replcias', 'replicas')
    .replace('Alwyas', 'Always')
    .replace('containerPort: "80"', 'containerPort: 80')
    .replace("'TCPP'", "'TCP'")
    .replace('8080', '"8080"')
    .replace('dta:', 'data:');
  // A second run mends what the first could not see: the type of a field that had another name.
  await command(folder, 'validate', 'app.yaml', '--fix');
  expect(readFileSync(file, 'utf8')).toBe(wanted.replace('"replicas": "3"', '"replicas": 3'));
  expect(code).toBe(1);
  expect(out).toContain('nosuchthing');
  expect(err).toMatch(/8 mended|7 mended/);
  const again = readFileSync(file, 'utf8');
  expect((await command(folder, 'validate', 'app.yaml', '--fix')).err).toContain('0 mended');
  expect(readFileSync(file, 'utf8')).toBe(again);
});

it('leaves alone what is encrypted, ambiguous or there already', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'app.yaml');
  const kept = `apiVersion: v1
kind: Pod
metadata: { name: a, labls: { x: y }, labels: { a: b } }
spec:
  containers: [{ name: a, image: a, imagePullPolicy: X }]
---
apiVersion: v1
kind: Secret
metadata: { name: a }
dta: { a: 'ENC[x]' }
sops: { mac: 'ENC[y]' }
`;
  writeFileSync(file, kept);
  expect((await command(folder, 'validate', 'app.yaml', '--fix')).err).toContain('0 mended');
  expect(readFileSync(file, 'utf8')).toBe(kept);
  writeFileSync(file, `${kept}---\na: [`);
  expect((await command(folder, 'validate', 'app.yaml', '--fix')).err).toContain('0 mended');
  expect((await command(folder, 'validate', '-', '--fix')).code).toBe(64);
  expect((await command(folder, 'validate', 'app.yaml', '--dry-run')).code).toBe(64);
});

it('shows the edit of the stack for what stacks make, whose files stay as they are', () => {
  const project = synthProject({
    'plimsoll.config.ts':
      "import { defineConfig } from 'plimsoll';\nexport default defineConfig({ validate: { ignore: [{ code: 'api/unknown-field', reason: 'later' }] } });\n",
    'stacks/shop.stack.ts': `import { cluster, flux, gitRepository, resources } from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';

const spec = { replcias: 3, selector: { matchLabels: { app: 'web' } } };
const web = Deployment({
  metadata: { name: 'web', namespace: 'shop' },
  spec: { ...spec, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } } } as never,
});

export default cluster('prod', { kubernetes: '1.36', gitops: flux({ source: gitRepository('fleet', { url: 'ssh://git@git.example.com/fleet', branch: 'main' }) }) })
  .node('apps', (apps) => apps.bundle('shop', {}, (shop) => shop
    .application('web', resources([web]))
    .patch({ type: 'merge', target: { kind: 'Deployment' }, patch: { spec: { minReadySecnds: 5 } } })))
  .build();
`,
  });
  expect(project.plimsoll(['synth'])).toMatchObject({ code: 0 });
  const before = project.tree();
  const { err, code } = project.plimsoll(['validate', 'out', '--fix']);
  expect({ code, err }).toEqual({
    code: 0,
    err: `stacks/shop.stack.ts:13:
  - .patch({ type: 'merge', target: { kind: 'Deployment' }, patch: { spec: { minReadySecnds: 5 } } })))
  + .patch({ type: 'merge', target: { kind: 'Deployment' }, patch: { spec: { minReadySeconds: 5 } } })))
stacks/shop.stack.ts:12: replcias → replicas, in what this makes
0 mended; 2 to be mended in the stacks
`,
  });
  expect(project.tree()).toEqual(before);
});
