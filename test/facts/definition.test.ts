import fc from 'fast-check';
import { expect, it } from 'vitest';
import { definitionIn, pack, unpack } from '../../generator/facts/definition.ts';
import type { FactsFile, Node } from '../../generator/facts/format.ts';
import { at, within } from '../../generator/facts/range.ts';

const node: fc.Arbitrary<Node> = fc.record(
  {
    type: fc.constantFrom('string', 'integer', 'object'),
    format: fc.constantFrom('int32', 'date-time'),
    ref: fc.constantFrom('Container', 'core/v1#Container', 'v1.spec.rules[]'),
    required: fc.constant(true),
    since: fc.constant('1.31'),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Node>;

it('packs to the shortest form and unpacks to the same node', () => {
  expect(pack({ type: 'integer', format: 'int32' })).toBe('integer:int32');
  expect(pack({ ref: 'Container' })).toBe('#Container');
  expect(pack({ ref: 'core/v1#Container' })).toBe('core/v1#Container');
  fc.assert(
    fc.property(node, (each) => {
      expect(unpack(pack(each))).toEqual(each);
    }),
  );
});

it('answers the variant that a release has', () => {
  const variants: readonly Node[] = [
    { type: 'string', until: '1.30' },
    { type: 'integer', since: '1.31' },
  ];
  expect(at(variants, '1.30')?.type).toBe('string');
  expect(at(variants, '1.31')?.type).toBe('integer');
  expect(at(variants, undefined)?.type).toBe('integer');
  expect(within({ since: '1.9', until: '1.10' }, '1.10')).toBe(true);
  expect(within({ until: '1.9' }, '1.10')).toBe(false);
});

it('knows only its own definitions and fields, whatever they are called', () => {
  const file: FactsFile = {
    source: 'x',
    releases: ['1'],
    kinds: [],
    definitions: { v1: { fields: JSON.parse('{"__proto__":"string"}') } },
  };
  expect(definitionIn(file, 'constructor')).toBeUndefined();
  const v1 = definitionIn(file, 'v1');
  expect(v1?.fieldNames).toEqual(['__proto__']);
  expect(v1?.field('__proto__')).toEqual([{ type: 'string' }]);
  expect(v1?.field('constructor')).toBeUndefined();
});
