import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../generator/cli/run.ts';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary.ts';

const app = `# web
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: "3"
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: web:1
          prots:
            - containerPort: 80
---
some: values
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { on: yes } }
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: b } }
---
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: []
`;

function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = temporaryFolder();
  mkdirSync(join(made, 'deep'));
  for (const [name, text] of Object.entries({ 'app.yaml': app, ...files }))
    writeFileSync(join(made, name), text);
  return made;
}

describe('validate', () => {
  it('says what is wrong with the documents of a file of which another one is broken', async () => {
    const broken = `${app.replace('some: values', 'some: [')}`;
    const { code, out } = await command(folder({ 'broken.yaml': broken }), 'validate', 'broken.yaml');
    expect(code).toBe(1);
    expect(out).toContain('[api/unreadable]');
    expect(out).toMatch(/14:11 error: there is no field prots in spec\.template\.spec\.containers\[0\]/);
  });

  it('says where each mistake is, a block a resource, and a total', async () => {
    const answer = await command(folder(), 'validate', 'app.yaml', '--kubernetes-version', '1.36');
    expect(answer).toEqual({
      code: 1,
      out: `app.yaml[0]: Deployment shop/web
  6:13 error: spec.replicas is "3", not a whole number [${'api/wrong-type'}]
  14:11 error: there is no field prots in spec.template.spec.containers[0] [${'api/unknown-field'}]; did you mean ports?

app.yaml[1]: ConfigMap a
  22:75 error: data.on is true, not a text [${'api/wrong-type'}]

3 objects, 3 errors, 0 warnings, 2 skipped
`,
      err: '',
    });
  });

  it('prints one object of JSON, with the findings whole', async () => {
    const { code, out } = await command(
      folder(),
      'validate',
      'app.yaml',
      '--format',
      'json',
      '--only',
      'api/unknown-field',
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      findings: [
        {
          code: 'api/unknown-field',
          class: 'api',
          severity: 'error',
          message: 'there is no field prots in spec.template.spec.containers[0]',
          resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
          path: 'spec.template.spec.containers[0].prots',
          pointer: '/spec/template/spec/containers/0/prots',
          fix: 'did you mean ports?',
          source: { file: 'app.yaml', line: 14, column: 11 },
        },
      ],
      documents: 3,
      errors: 1,
      warnings: 0,
    });
  });

  it('takes folders, several paths and standard input; what is fine is exit 0', async () => {
    const fine = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';
    const cwd = folder({
      'deep/fine.yaml': fine,
      'deep/fine.json': '{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"x"}}',
      'deep/notes.txt': 'x: [',
    });
    expect(await command(cwd, 'validate', 'deep')).toEqual({
      code: 0,
      out: '2 objects, 0 errors, 0 warnings\n',
      err: '',
    });
    expect((await command(cwd, 'validate', '.', 'deep/fine.yaml')).out).toContain(
      '5 objects, 3 errors, 0 warnings, 2 skipped',
    );
    const out: string[] = [];
    const io = {
      cwd,
      out: (text: string) => out.push(text),
      err: () => undefined,
      stdin: async () => `${fine}dta: {}\n`,
    };
    expect(await run(['validate', '-'], io)).toBe(1);
    expect(out.join('')).toContain('standard input[0]: ConfigMap a\n  4:1 error: there is no field dta');
  });

  it('of a file that is no YAML says so with its place, and reads on', async () => {
    const cwd = folder({ 'deep/broken.yaml': 'a: 1\na: 2\n', 'deep/open.yaml': 'b: [\n' });
    const { code, out } = await command(cwd, 'validate', 'deep');
    expect(code).toBe(1);
    expect(out).toContain(`deep/broken.yaml: the file\n  2:1 error: `);
    expect(out).toContain(`deep/open.yaml: the file\n  2:1 error: `);
    expect(out).toContain(`[${'api/unreadable'}]`);
    expect(out).toContain('0 objects, 2 errors, 0 warnings');
  });

  it.each([
    [['validate'], 64, 'validate needs a file'],
    [
      ['validate', 'app.yaml', '--format', 'xml'],
      64,
      '--format is one of text, json, sarif, github, junit, not xml',
    ],
    [['validate', 'nofile'], 1, 'nofile: there is no such file'],
    [['validate', 'app.yaml', '--kubernetes-version', 'new'], 1, 'is not major and minor'],
  ])('%j', async (argv, code, message) => {
    const answer = await command(folder(), ...argv);
    expect(answer.err).toContain(message);
    expect(answer.code).toBe(code);
  });
});
