import { expect, it } from 'vitest';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { upstream } from './upstream.ts';

const base = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: {
      kind: 'Widget',
      plural: 'widgets',
      singular: 'widget',
      listKind: 'WidgetList',
      shortNames: ['wd'],
      categories: ['all'],
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        additionalPrinterColumns: [{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }],
        subresources: {
          status: {},
          scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size' },
        },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              metadata: { type: 'object', properties: { name: { type: 'string', pattern: '^[a-z]+$' } } },
              spec: {
                type: 'object',
                'x-kubernetes-validations': [
                  {
                    rule: 'self.size > 0',
                    message: 'too small',
                    reason: 'FieldValueInvalid',
                    fieldPath: '.size',
                  },
                ],
                properties: {
                  size: { type: 'integer', format: 'int32', minimum: 0, default: 1 },
                  port: {
                    'x-kubernetes-int-or-string': true,
                    anyOf: [{ type: 'integer' }, { type: 'string' }],
                  },
                  tags: {
                    type: 'array',
                    maxItems: 10,
                    'x-kubernetes-list-type': 'set',
                    items: { type: 'string', maxLength: 10 },
                  },
                  items: {
                    type: 'array',
                    'x-kubernetes-list-type': 'map',
                    'x-kubernetes-list-map-keys': ['name'],
                    items: {
                      type: 'object',
                      required: ['name'],
                      properties: { name: { type: 'string' }, value: { type: 'string', nullable: true } },
                    },
                  },
                  labels: { type: 'object', additionalProperties: { type: 'string' } },
                  raw: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                  template: {
                    type: 'object',
                    'x-kubernetes-embedded-resource': true,
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                  mode: { type: 'string', enum: ['a', 'b'], allOf: [{ pattern: '^a' }, { maxLength: 3 }] },
                },
                oneOf: [{ required: ['size'] }, { required: ['mode'] }],
              },
              status: { type: 'object', properties: { size: { type: 'integer' } } },
            },
          },
        },
      },
    ],
  },
};

/** What is put in the place of a value, or beside it. */
const values: readonly unknown[] = [
  '',
  'Bad Name',
  'x',
  'string',
  'integer',
  'object',
  'array',
  [],
  {},
  true,
  'map',
  'set',
];
const additions: Readonly<Record<string, unknown>> = {
  type: 'string',
  nullable: true,
  default: {},
  description: 'd',
  title: 't',
  uniqueItems: true,
  $ref: '#/a',
  id: 'a',
  additionalProperties: { type: 'string' },
  properties: { a: { type: 'string' } },
  items: { type: 'string' },
  pattern: '(',
  'x-kubernetes-preserve-unknown-fields': true,
  'x-kubernetes-embedded-resource': true,
  'x-kubernetes-int-or-string': true,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name'],
  'x-kubernetes-map-type': 'atomic',
  'x-kubernetes-validations': [{ rule: 'has(slef.a)' }],
  patternProperties: { a: { type: 'string' } },
  definitions: { a: { type: 'string' } },
  not: { type: 'object' },
  anyOf: [{ properties: { size: { type: 'integer' } } }],
  oneOf: [{ required: ['a'] }, { minProperties: 1 }],
  allOf: [{ additionalProperties: { type: 'string' } }],
};

type Path = readonly (string | number)[];

function* paths(value: unknown, at: Path = []): Generator<Path> {
  yield at;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value))
    yield* paths(each, [...at, Array.isArray(value) ? Number(key) : key]);
}

/** A copy of the definition with a change at a path. */
function changed(
  path: Path,
  change: (holder: Record<string, unknown>, key: string | number) => void,
): object {
  const copy = structuredClone(base) as unknown as Record<string, unknown>;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  change(holder, path.at(-1) as string | number);
  return copy;
}

it('definitions are refused where the server refuses them', () => {
  const cases: { readonly what: string; readonly object: object }[] = [{ what: 'as it is', object: base }];
  for (const path of paths(base)) {
    if (path.length < 2 || (path[0] === 'metadata' && path.length < 2)) continue;
    const at = path.join('.');
    cases.push({
      what: `without ${at}`,
      object: changed(path, (holder, key) =>
        Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key as string],
      ),
    });
    const before = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], base);
    for (const value of values)
      if (typeof value === typeof before && Array.isArray(value) === Array.isArray(before))
        cases.push({
          what: `${at} = ${JSON.stringify(value)}`,
          object: changed(path, (holder, key) => {
            holder[key as string] = value;
          }),
        });
    if (
      path.includes('openAPIV3Schema') &&
      typeof before === 'object' &&
      before !== null &&
      !Array.isArray(before) &&
      path.at(-1) !== 'properties' &&
      !path.includes('x-kubernetes-validations')
    )
      for (const [name, value] of Object.entries(additions))
        if (!Object.hasOwn(before, name))
          cases.push({
            what: `${at} with ${name}`,
            object: changed(path, (holder, key) => {
              (holder[key as string] as Record<string, unknown>)[name] = value;
            }),
          });
  }
  const answers = upstream(cases.map(({ object }) => ({ op: 'definition', original: object })));
  const wrong = { missed: [] as string[], alarms: [] as string[] };
  for (const [index, { what, object }] of cases.entries()) {
    const { result = [], error } = answers[index] ?? {};
    const refused = error !== undefined || (result as readonly string[]).length > 0;
    const found = validateObjects([object]);
    if (refused && found.length === 0)
      wrong.missed.push(`${what}: ${error ?? (result as readonly string[])[0]}`);
    if (!refused && found.length > 0) wrong.alarms.push(`${what}: ${found[0]?.message}`);
  }
  expect(wrong.alarms).toEqual([]);
  expect(wrong.missed).toEqual([]);
  expect(cases.length).toBeGreaterThan(1000);
});
