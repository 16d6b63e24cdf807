import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyMergePatch } from '../../generator/patch/merge/apply.ts';
import { diffMerge } from '../../generator/patch/merge/diff.ts';

it.each([
  ['a field is set', { a: 'b' }, { a: 'c' }, { a: 'c' }],
  ['a field is added', { a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  ['null takes a field out', { a: 'b', b: 1 }, { a: null }, { b: 1 }],
  ['null for what is not there does nothing', { a: 1 }, { b: null, c: { d: null } }, { a: 1, c: {} }],
  [
    'maps merge, at any depth',
    { a: { b: { c: 1, d: 2 } } },
    { a: { b: { c: null, e: 3 } } },
    { a: { b: { d: 2, e: 3 } } },
  ],
  ['a list is replaced', { a: [1, 2] }, { a: [3] }, { a: [3] }],
  ['nulls in a list stay', { a: 1 }, { a: [null, { b: null }] }, { a: [null, { b: null }] }],
  ['a map takes the place of anything else', { a: [1] }, { a: { b: 'c', d: null } }, { a: { b: 'c' } }],
  ['a list takes the place of a map', { a: { b: 1 } }, { a: [1] }, { a: [1] }],
  ['a patch that is no map is the result', { a: 1 }, [1], [1]],
  ['null as a whole', { a: 1 }, null, null],
  ['a map over what is no map', 'text', { a: 1, b: null }, { a: 1 }],
  ['an empty patch', { a: { b: null } }, {}, { a: { b: null } }],
])('merge patch (RFC 7396): %s', (_what, target, patch, result) => {
  const before = JSON.stringify([target, patch]);
  expect(applyMergePatch(target, patch)).toEqual(result);
  expect(JSON.stringify([target, patch])).toBe(before);
});

it('names of prototypes are names', () => {
  const merged = applyMergePatch(
    {},
    JSON.parse('{"__proto__": {"bad": 1}, "constructor": {"prototype": {"bad": 1}}}'),
  );
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  expect(Object.keys(merged as object)).toEqual(['__proto__', 'constructor']);
  expect(({} as { bad?: number }).bad).toBeUndefined();
  expect(applyMergePatch(merged, JSON.parse('{"__proto__": null, "constructor": null}'))).toEqual({});
});

it('from one value to another gives the other, unless a null is to stand in a map', () => {
  const hasNull = (value: unknown): boolean =>
    typeof value === 'object' &&
    (value === null || (!Array.isArray(value) && Object.values(value).some((each) => hasNull(each))));
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue({ maxDepth: 4 }), (from, to) => {
      fc.pre(!hasNull(to) || to === null);
      expect(applyMergePatch(from, diffMerge(from, to))).toEqual(to);
    }),
    { numRuns: 1000 },
  );
});
