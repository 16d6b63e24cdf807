import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { command } from '../support/command.ts';
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
