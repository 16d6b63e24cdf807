import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importCustomResources } from '../../paths-codegen/imports/custom-resources.ts';
import { realAccess } from '../../paths-codegen/sources/access.ts';
import { readSource } from '../../paths-codegen/sources/read.ts';
import { check } from '../support/compiler.ts';
import { crd } from '../support/crd.ts';
import { shared, why } from '../support/shared.ts';
import { userProject } from '../support/user-project.ts';

const text = { type: 'string' };

function document(...texts: readonly string[]): Parameters<typeof importCustomResources>[0] {
  return [{ name: 'crds.yaml', text: texts.join('---\n') }];
}

/** Kinds and fields that collide with words of the language and with globals. */
const hostile = [
  ...['Record', 'Object', 'Function', 'Map', 'Array', 'Promise', 'String', 'Kind', 'List', 'Default'].map(
    (kind) =>
      crd({
        kind,
        versions: {
          v1: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                required: ['class', 'then'],
                properties: Object.fromEntries(
                  [
                    'class',
                    'default',
                    'then',
                    'constructor',
                    '__proto__',
                    'get',
                    'set',
                    'length',
                    'field',
                    'parse',
                    'a-b',
                    '$ref',
                    '3d',
                    'ünïcode',
                    "it's",
                  ].map((name) => [name, text]),
                ),
              },
              list: { type: 'array', items: { type: 'object', properties: { name: text, class: text } } },
              parse: text,
            },
          },
        },
      }),
  ),
];

describe('custom resources of the user', () => {
  it('compile whatever they are called, and every field is reached', async () => {
    const { files, findings, imported, of } = await importCustomResources(document(...hostile));
    expect({ findings, imported, of }).toEqual({ findings: [], imported: 10, of: 10 });
    const project = userProject();
    project.write(files);
    project.write([
      [
        'use.ts',
        `import { text, get } from 'plimsoll';
import { Record, Object as Other, Function as Fn, Map, Promise, Kind, List } from './crds/example.com/v1/index.js';
export const made = Record({ metadata: { name: 'a' }, spec: { class: 'x', then: 'y', ['__proto__']: 'z' } });
export const paths = [
  Record.path.spec.constructor, Record.path.spec.__proto__, Record.path.spec.then, Record.path.spec.get, Record.path.spec.set,
  Record.path.spec.length, Record.path.spec.field, Record.path.spec['a-b'], Record.path.spec.$ref, Record.path.spec['3d'], Record.path.parse,
  Other.path.list.named('a').class, Fn.path.spec.parse, Map.path.metadata.name, Promise.path.spec.class, Kind.path.kind, List.path.list.each,
].map(text);
export const value: string | undefined = get(Record.path.spec.__proto__, made);
`,
      ],
    ]);
    expect(check([join(project.folder, 'use.ts')], project.folder).errors).toEqual([]);
    const printed = project.run(`
import { get, set, text, pointer } from 'plimsoll';
import { Record } from './crds/example.com/v1/index.js';
const base = Record(JSON.parse('{"metadata":{"name":"a"},"spec":{"class":"x","then":"y","__proto__":"z"}}'));
const changed = set(Record.path.spec.constructor, base, 'w');
console.log(JSON.stringify([get(Record.path.spec.__proto__, base), get(Record.path.spec.constructor, base) ?? null, changed.spec, text(Record.path.parse), pointer(Record.path.spec.__proto__, base), await Record.path.spec === undefined]));
`);
    expect(JSON.parse(printed)).toEqual([
      'z',
      null,
      JSON.parse('{"class":"x","then":"y","__proto__":"z","constructor":"w"}'),
      'parse',
      '/spec/__proto__',
      false,
    ]);
  });

  it("keep their authors' descriptions, safely, and defaults, bounds and rules", async () => {
    const { files } = await importCustomResources(
      document(
        crd({
          versions: {
            v1: {
              type: 'object',
              description: 'A widget. */ evil()',
              properties: {
                spec: {
                  type: 'object',
                  properties: {
                    size: { type: 'integer', minimum: 1, default: 3, description: 'How *big*/ it is.' },
                  },
                  'x-kubernetes-validations': [{ rule: 'self.size < 9', message: 'too big' }],
                },
              },
            },
          },
        }),
      ),
    );
    const types = files.get('crds/example.com/v1/Widget.d.ts');
    expect(types).toContain('A widget. * / evil()');
    expect(types).toContain('How *big* / it is.');
    expect(types).toContain('Default: `3`.');
    expect(types).toContain('Value: at least 1.');
    expect(files.get('crds/example.com/Widget.json')).toContain(
      '"rules":[{"rule":"self.size < 9","message":"too big"}]',
    );
  });

  it('have a module a version, and the same kind may be in two groups', async () => {
    const { files, imported } = await importCustomResources(
      document(
        crd({
          versions: {
            v1: { type: 'object', properties: { a: text } },
            v1beta1: { type: 'object', properties: { b: text } },
          },
        }),
        crd({ group: 'other.org', versions: { v1: { type: 'object', properties: { c: text } } } }),
      ),
    );
    expect(imported).toBe(2);
    expect([...files.keys()].filter((path) => path.endsWith('Widget.d.ts'))).toEqual(
      [
        'crds/example.com/v1beta1/Widget.d.ts',
        'crds/example.com/v1/Widget.d.ts',
        'crds/other.org/v1/Widget.d.ts',
      ].sort(),
    );
    const project = userProject();
    project.write(files);
    expect(
      project.run(`
import { text } from 'plimsoll';
import { Widget } from './crds/example.com/v1/index.js';
import { Widget as Old } from './crds/example.com/v1beta1/index.js';
import { Widget as Other } from './crds/other.org/v1/index.js';
console.log([text(Widget.path.a), text(Old.path.b), text(Other.path.c), Other({ metadata: {} }).apiVersion].join(' '));`),
    ).toBe('a b c other.org/v1\n');
  });

  it('may be open, without schema, or hold any object', async () => {
    const { files, findings } = await importCustomResources(
      document(
        crd({
          versions: {
            v1: {
              type: 'object',
              properties: {
                open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                partly: {
                  type: 'object',
                  properties: { a: text },
                  'x-kubernetes-preserve-unknown-fields': true,
                },
                any: { 'x-kubernetes-preserve-unknown-fields': true },
                embedded: {
                  type: 'object',
                  'x-kubernetes-embedded-resource': true,
                  'x-kubernetes-preserve-unknown-fields': true,
                },
                port: {
                  anyOf: [{ type: 'integer' }, { type: 'string' }],
                  'x-kubernetes-int-or-string': true,
                },
                maybe: { type: 'object', nullable: true, properties: { a: text } },
                map: { type: 'object', additionalProperties: { type: 'object', properties: { a: text } } },
                nested: { type: 'array', items: { type: 'array', items: { type: 'number' } } },
              },
            },
            v2: undefined,
          },
        }),
      ),
    );
    expect(findings).toMatchObject([
      {
        code: 'import/no-schema',
        severity: 'warning',
        message: 'widgets.example.com: version v2 has no schema, its type is open',
      },
    ]);
    const project = userProject();
    project.write(files);
    project.write([
      [
        'use.ts',
        `import { Widget } from './crds/example.com/v1/index.js';
import { Widget as Open } from './crds/example.com/v2/index.js';
const metadata = { name: 'a' };
export const a = Widget({ metadata, open: { x: [1] }, partly: { a: 'x', b: 1 }, any: 5, embedded: { apiVersion: 'v1', kind: 'Pod', spec: {} }, port: 1, maybe: null, map: { k: { a: 'x' } }, nested: [[1]] });
export const b = Widget({ metadata, port: 'http', maybe: { a: 'x' } });
export const c = Open({ metadata, whatever: { x: 1 } });
export const paths = [Widget.path.open.field('x'), Widget.path.partly.a, Widget.path.map.key('k').a, Widget.path.nested.at(0).at(1), Widget.path.maybe.a, Open.path.whatever];
`,
      ],
    ]);
    expect(check([join(project.folder, 'use.ts')], project.folder).errors).toEqual([]);
  });

  it('make the same bytes twice', async () => {
    const once = await importCustomResources(document(...hostile));
    expect([...(await importCustomResources(document(...hostile))).files]).toEqual([...once.files]);
  });
});

describe('a bad definition', () => {
  const good = crd({ kind: 'Good' });
  const broken = (change: string, to: string): string => crd({ kind: 'Bad' }).replace(change, to);

  it.each([
    [
      'a group that is a path',
      broken('group: example.com', 'group: ../../etc'),
      'spec.group is not a domain name',
    ],
    ['a version that is a path', broken('name: v1', 'name: ../v1'), 'spec.versions[0].name is not a name'],
    ['no kind', broken('kind: Bad', 'kind: ""'), 'spec.names.kind is not a kind'],
    [
      'no scope',
      broken('scope: Namespaced', 'scope: Everywhere'),
      'spec.scope is neither Namespaced nor Cluster',
    ],
    [
      'an old apiVersion',
      broken('apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1'),
      'apiVersion is apiextensions.k8s.io/v1beta1, only apiextensions.k8s.io/v1 is served today',
    ],
    [
      'a schema that is a list',
      broken('type: object', '- a'),
      'spec.versions[0].schema.openAPIV3Schema is not a schema',
    ],
    [
      'a $ref',
      crd({ kind: 'Bad', versions: { v1: { type: 'object', properties: { a: { $ref: '#/x' } } } } }),
      'spec.versions[0].schema.openAPIV3Schema.properties.a holds a $ref, which a structural schema cannot',
    ],
    [
      'properties that are a list',
      crd({ kind: 'Bad', versions: { v1: { type: 'object', properties: [] } } }),
      'spec.versions[0].schema.openAPIV3Schema.properties is not a map',
    ],
  ])('with %s is a finding, and the others are imported', async (_what, bad, message) => {
    const { findings, imported, of, files } = await importCustomResources(document(bad, good));
    expect(findings).toMatchObject([{ code: 'import/bad-crd', source: { file: 'crds.yaml', line: 1 } }]);
    expect(findings[0]?.message).toBe(`crds.yaml:1: bads.example.com: ${message}; it is skipped`);
    expect({ imported, of }).toEqual({ imported: 1, of: 2 });
    expect([...files.keys()].every((path) => path.startsWith('crds/example.com/'))).toBe(true);
  });

  it('that nests without end is a finding too', async () => {
    let schema: object = { type: 'object' };
    for (let depth = 0; depth < 500; depth++) schema = { type: 'object', properties: { a: schema } };
    const bad = JSON.stringify({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'deep' },
      spec: {
        group: 'a.b',
        scope: 'Cluster',
        names: { kind: 'Deep', plural: 'deeps' },
        versions: [{ name: 'v1', schema: { openAPIV3Schema: schema } }],
      },
    });
    const { findings } = await importCustomResources([{ name: 'deep.json', text: bad }]);
    expect(findings[0]?.message).toContain('nested deeper than 200 levels');
  });

  it('that is not YAML says line and column, and other documents of the file are read', async () => {
    const { findings, imported } = await importCustomResources([
      { name: 'a.yaml', text: `a: [1\nb: 2\n---\n${good}` },
    ]);
    expect(findings[0]).toMatchObject({ code: 'import/unreadable', source: { file: 'a.yaml', line: 2 } });
    expect(imported).toBe(1);
  });

  it('that defines a kind a second time, differently, is refused', async () => {
    const { findings, imported } = await importCustomResources(
      document(good, good, crd({ kind: 'Good', versions: { v2: { type: 'object' } } })),
    );
    expect(findings).toMatchObject([
      {
        code: 'import/duplicate',
        message: expect.stringContaining('Good.example.com is defined a second time, differently'),
      },
    ]);
    expect(imported).toBe(1);
  });

  it('that is something else is named', async () => {
    const { findings } = await importCustomResources(document('apiVersion: v1\nkind: Pod\n'));
    expect(findings).toMatchObject([
      { code: 'import/unknown-format', message: 'crds.yaml:1: a Pod (v1) holds no schema' },
    ]);
  });
});

describe.skipIf(shared === undefined)(`every published definition at hand (skipped when ${why})`, () => {
  it('is imported and compiles under strict settings', async ({ annotate }) => {
    const { documents } = await readSource(join(shared as string, 'crds'), realAccess());
    const { files, findings, imported, of } = await importCustomResources(
      documents.filter(({ name }) => !name.endsWith('.md')),
    );
    expect(findings).toEqual([]);
    expect(of).toBe(
      readdirSync(join(shared as string, 'crds'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.yaml'),
      ).length,
    );
    const project = userProject();
    project.write(files);
    const modules = [...files.keys()].filter((path) => path.endsWith('index.d.ts'));
    const { errors } = check(
      modules.map((path) => join(project.folder, path)),
      project.folder,
    );
    await annotate(
      `custom resource definitions imported and compiled: ${errors.length === 0 ? imported : 0} of ${of}`,
    );
    expect(errors).toEqual([]);
    expect(imported).toBe(of);
  });
});
