import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../generator/core/problem.ts';
import {
  definitionOf,
  fieldOf,
  itemsOf,
  type Located,
  shapeOf,
  valuesOf,
} from '../../generator/facts/resolve.ts';
import { dataOf } from '../../generator/paths/data.ts';
import { keysOf } from '../../generator/paths/keys.ts';
import { field, item, matching } from '../../generator/paths/node.ts';
import { get, set } from '../../generator/paths/operations.ts';
import { pointer } from '../../generator/paths/pointer.ts';
import { text } from '../../generator/paths/text.ts';
import { HTTPRoute } from '../../paths-codegen/generated/crds/gateway.networking.k8s.io/v1/index.js';
import { Prometheus } from '../../paths-codegen/generated/crds/monitoring.coreos.com/v1/index.js';
import { CustomResourceDefinition } from '../../paths-codegen/generated/kubernetes/apiextensions.k8s.io/v1/index.js';
import { Deployment, StatefulSet } from '../../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { Pod, Service } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';

const kinds = [Deployment, StatefulSet, Pod, Service, HTTPRoute, Prometheus, CustomResourceDefinition];

/** Walks from a root by random choices among what the facts offer. */
function walk(root: object, choices: readonly number[], names: readonly string[]): object {
  let node = root;
  for (const [depth, choice] of choices.entries()) {
    const { located } = dataOf(node);
    if (located === undefined) return node;
    const name = names[depth % names.length] as string;
    const next = step(node, located, choice, name);
    if (next === undefined) return node;
    node = next;
  }
  return node;
}

function step(node: object, located: Located, choice: number, name: string): object | undefined {
  const fields = definitionOf(located)?.fieldNames ?? [];
  if (fields.length > 0) return field(node, fields[choice % fields.length] as string);
  const shape = { node: shapeOf(located), file: definitionOf(located)?.file ?? located.file };
  const items = itemsOf(shape);
  if (items !== undefined) {
    const keys = keysOf(shape).filter((key) => fieldOf(items, key) !== undefined);
    const numbers = keys.map(
      (key) => [key, shapeOf(fieldOf(items, key) as Located).type === 'integer' ? choice : name] as const,
    );
    const selectors = [
      { step: 'index' as const, index: choice % 5 },
      { step: 'each' as const },
      ...(keys.length > 0 ? [matching(node, 'item', Object.fromEntries(numbers))] : []),
      ...(keys.length > 0 ? [matching(node, 'where', Object.fromEntries(numbers))] : []),
    ];
    return item(node, selectors[choice % selectors.length] as never);
  }
  if (valuesOf(located) !== undefined && shapeOf(located).values !== undefined)
    return (node as { key: (name: string) => object }).key(name);
  return undefined;
}

const path = fc
  .record({
    kind: fc.constantFrom(...kinds),
    choices: fc.array(fc.nat(1000), { minLength: 1, maxLength: 14 }),
    names: fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
  })
  .map(({ kind, choices, names }) => ({
    kind: kind as typeof Deployment,
    node: walk(kind.path, choices, names),
  }))
  .filter(({ node }) => dataOf(node).steps.length > 0);

describe('the text of a path', () => {
  it('is read back as the same path, whatever the kind, depth and names', () => {
    fc.assert(
      fc.property(path, ({ kind, node }) => {
        const read = kind.path.parse(text(node));
        expect(text(read)).toBe(text(node));
        expect(dataOf(read).steps.length).toBe(dataOf(node).steps.length);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['spec.template.spec.containers[name=web].image', 'spec.template.spec.containers[name=web].image'],
    [
      'spec.template.spec.containers[name=web].env[name="LOG"].value',
      'spec.template.spec.containers[name=web].env[name=LOG].value',
    ],
    ["metadata.labels['app.kubernetes.io/name']", "metadata.labels['app.kubernetes.io/name']"],
    ['metadata.labels.app', 'metadata.labels.app'],
    [
      'spec.template.spec.containers[0].ports[containerPort=80,protocol=TCP].name',
      'spec.template.spec.containers[0].ports[containerPort=80].name',
    ],
    [
      "spec.template.spec.containers[*].env[?value='a.b]']",
      "spec.template.spec.containers[*].env[?value='a.b]']",
    ],
    ["['spec'].replicas", 'spec.replicas'],
  ])('%s', (written, normal) => {
    expect(text(Deployment.path.parse(written))).toBe(normal);
  });

  it('gives values the type of the schema, and quotes make them text', () => {
    const match = (written: string): unknown => dataOf(Deployment.path.parse(written)).steps.at(-1);
    expect(match('spec.template.spec.containers[0].ports[containerPort=80]')).toMatchObject({
      match: { containerPort: 80 },
    });
    expect(match('spec.template.spec.containers[0].env[name=80]')).toMatchObject({ match: { name: '80' } });
    expect(
      match('spec.template.spec.containers[0].livenessProbe.httpGet.httpHeaders[?name=true]'),
    ).toMatchObject({ match: { name: 'true' } });
  });

  it.each([
    [
      'spec.tmplate.spec',
      'patch/unknown-field',
      'Deployment spec has no field tmplate; did you mean template?',
    ],
    [
      'spec.template.spec.containers[nmae=web]',
      'patch/unknown-field',
      '"spec.template.spec.containers[nmae=web]", column 31: the items have no field nmae; did you mean name?',
    ],
    [
      'spec.replicas[0]',
      'patch/not-a-list',
      '"spec.replicas[0]", column 15: a selector after something that is not a list',
    ],
    [
      'spec.template.spec.containers[name=web',
      'patch/bad-path',
      '"spec.template.spec.containers[name=web", column 39: expected ]',
    ],
    ['spec..replicas', 'patch/bad-path', '"spec..replicas", column 6: expected the name of a field'],
    ['', 'patch/bad-path', '"", column 1: the path is empty'],
    ["metadata.labels['a", 'patch/bad-path', '"metadata.labels[\'a", column 17: the quote is not closed'],
    [
      'spec.template.spec.containers[0].ports[containerPort=http]',
      'patch/bad-path',
      '"spec.template.spec.containers[0].ports[containerPort=http]", column 58: http is not a number',
    ],
  ])('%j is refused with %s', (written, code, message) => {
    try {
      Deployment.path.parse(written);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      expect(error.findings).toMatchObject([{ code, message }]);
    }
  });

  it('takes no time that grows out of hand', () => {
    const before = performance.now();
    expect(() => Deployment.path.parse(`spec.${'['.repeat(50_000)}`)).toThrow(Problem);
    expect(() => Deployment.path.parse(`spec['${'\\'.repeat(50_001)}`)).toThrow(Problem);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

describe('laws of paths', () => {
  it('get after set is the value, set twice is set once, and the pointer leads to it', () => {
    const single = path.filter(({ node }) =>
      dataOf(node).steps.every(({ step: each }) => each === 'field' || each === 'key'),
    );
    fc.assert(
      fc.property(single, fc.jsonValue({ maxDepth: 2 }), ({ kind, node }, value) => {
        fc.pre(value !== null);
        const base = kind({} as never);
        const once = set(node as never, base, value as never);
        expect(get(node as never, once)).toEqual(value);
        expect(set(node as never, once, value as never)).toEqual(once);
        const keys = (pointer(node as never, once) as unknown as string)
          .slice(1)
          .split('/')
          .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
        let found: unknown = once;
        for (const key of keys) found = (found as Record<string, unknown>)[key];
        if (!keys.includes('__proto__')) expect(found).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });
});
