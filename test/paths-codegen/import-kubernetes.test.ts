import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { importDocuments } from '../../paths-codegen/imports/import.ts';
import { importKubernetes } from '../../paths-codegen/imports/kubernetes.ts';
import type { BuiltinFacts } from '../../paths-codegen/normalise/builtin.ts';
import { readStore } from '../../paths-codegen/store/files.ts';
import { check } from '../support/compiler.ts';
import { root } from '../support/shared.ts';
import { userProject } from '../support/user-project.ts';

describe('the built-in kinds of one version', () => {
  let shipped: BuiltinFacts;
  beforeAll(async () => {
    shipped = (await readStore(join(root, 'schemas'))).builtin;
  });

  it('have exactly its kinds and fields, in types and at run time', async () => {
    const { files, findings } = await importKubernetes(shipped, '1.33');
    expect(findings).toEqual([]);
    expect(files.has('kubernetes/resource.k8s.io/v1/index.js')).toBe(false);
    const project = userProject();
    project.write(files);
    const line =
      "export const a = Pod({ metadata: {}, spec: { containers: [{ name: 'a', image: 'a', restartPolicyRules: [] }] } });";
    project.write([
      ['exact.ts', `import { Pod } from './kubernetes/core/v1/index.js';\n${line}`],
      ['union.ts', `import { Pod } from 'plimsoll/kubernetes/core/v1';\n${line}`],
      [
        'fine.ts',
        `import { Deployment } from './kubernetes/apps/v1/index.js';\nexport const path = Deployment.path.spec.template.spec.containers.named('a').ports.item({ containerPort: 80 }).name;`,
      ],
    ]);
    const errors = (file: string): readonly string[] =>
      check([join(project.folder, file)], project.folder).errors.map(({ message }) => message);
    expect(errors('exact.ts')).toEqual([
      expect.stringContaining("'restartPolicyRules' does not exist in type 'Container'"),
    ]);
    expect(errors('union.ts')).toEqual([]);
    expect(errors('fine.ts')).toEqual([]);
    expect(
      project.run(`
import { Pod } from './kubernetes/core/v1/index.js';
import { kindOf } from 'plimsoll';
let message = '';
try { Pod.path.spec.containers.first.restartPolicyRules; } catch (error) { message = error.message; }
console.log(message.slice(0, 75), kindOf({ apiVersion: 'v1', kind: 'Pod' }) === Pod);`),
    ).toBe('Pod spec.containers[0] has no field restartPolicyRules; did you mean restar true\n');
  });

  it('are refused for a version without facts, with those there are', async () => {
    const { findings } = await importKubernetes(shipped, '1.12');
    expect(findings).toMatchObject([
      { code: 'import/unknown-version', message: expect.stringContaining('there are 1.29, 1.30') },
    ]);
  });
});

describe('OpenAPI documents', () => {
  const definitions = {
    'io.k8s.api.demo.v1.Gadget': {
      type: 'object',
      description: 'A gadget.',
      required: ['spec'],
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: {
          allOf: [{ $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' }],
          default: {},
        },
        spec: {
          type: 'object',
          properties: {
            size: { type: 'integer', description: 'How big.' },
            self: { $ref: '#/components/schemas/io.k8s.api.demo.v1.Gadget' },
          },
        },
      },
      'x-kubernetes-group-version-kind': [{ group: 'demo.k8s.io', version: 'v1', kind: 'Gadget' }],
    },
    'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': {
      type: 'object',
      properties: { name: { type: 'string' } },
    },
  };
  const v3 = JSON.stringify({
    openapi: '3.0.0',
    info: { version: 'v1.38.0' },
    components: { schemas: definitions },
  });
  const v2 = JSON.stringify({
    swagger: '2.0',
    info: { version: 'v1.38.0' },
    paths: {},
    definitions,
  }).replaceAll('#/components/schemas/', '#/definitions/');

  it.each([
    ['v3', v3],
    ['v2', v2],
  ])('of form %s become modules, recursion included, with their descriptions', async (_form, text) => {
    const { files, findings, imported } = await importDocuments(
      [{ name: 'openapi.json', text }],
      'openapi.json',
    );
    expect({ findings, imported }).toEqual({ findings: [], imported: 1 });
    expect(files.get('kubernetes/demo.k8s.io/v1/Gadget.d.ts')).toContain('How big.');
    const project = userProject();
    project.write(files);
    project.write([
      [
        'use.ts',
        "import { Gadget } from './kubernetes/demo.k8s.io/v1/index.js';\nexport const path = Gadget.path.spec.self.spec.self.spec.size;",
      ],
    ]);
    expect(check([join(project.folder, 'use.ts')], project.folder).errors).toEqual([]);
    expect(
      project.run(
        "import { text } from 'plimsoll';\nimport { Gadget } from './kubernetes/demo.k8s.io/v1/index.js';\nconsole.log(text(Gadget.path.spec.self.metadata.name));",
      ),
    ).toBe('spec.self.metadata.name\n');
  });

  it('without any definition are a finding', async () => {
    const { findings } = await importDocuments(
      [{ name: 'empty.json', text: '{"openapi":"3.0.0","paths":{}}' }],
      'empty.json',
    );
    expect(findings).toMatchObject([{ code: 'import/nothing-found', message: 'empty.json holds no schema' }]);
  });
});
