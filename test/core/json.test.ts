import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical, define, equal, own } from '../../generator/core/json.ts';

it('reads and writes fields called like members of Object without touching a prototype', () => {
  const object = {};
  for (const name of ['__proto__', 'constructor', 'toString']) {
    expect(own(object, name)).toBeUndefined();
    define(object, name, { polluted: true });
    expect(own(object, name)).toEqual({ polluted: true });
  }
  expect(Object.keys(object)).toEqual(['__proto__', 'constructor', 'toString']);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

it('has one text for equal values, whatever the order of keys', () => {
  expect(canonical({ b: 1, a: [{ d: null, c: 'x' }] })).toBe('{"a":[{"c":"x","d":null}],"b":1}');
});

it('calls two values equal exactly when their canonical texts are', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(equal(a, b)).toBe(canonical(a) === canonical(b));
      expect(equal(a, JSON.parse(JSON.stringify(a)))).toBe(true);
    }),
  );
});
