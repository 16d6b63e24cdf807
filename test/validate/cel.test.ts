import { describe, expect, it } from 'vitest';
import { inDialect } from '../../generator/validate/cel/dialect.ts';
import { evaluated } from '../../generator/validate/cel/engine.ts';
import { matcher } from '../../generator/validate/regular-expression.ts';
import { validateObjects } from '../../generator/validate/validate-objects.ts';
import { crd } from '../support/crd.ts';

function widget(rules: readonly object[], spec: object, properties: object = {}): readonly unknown[] {
  const schema = {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        'x-kubernetes-validations': rules,
        properties: {
          a: { type: 'integer' },
          b: { type: 'integer' },
          name: { type: 'string' },
          list: {
            type: 'array',
            items: { type: 'object', properties: { n: { type: 'string' }, v: { type: 'integer' } } },
          },
          map: { type: 'object', additionalProperties: { type: 'string' } },
          'a-b.c': { type: 'string' },
          ratio: { type: 'number' },
          ...properties,
        },
      },
    },
  };
  const object = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w' }, spec };
  return validateObjects([object], { crds: [crd({ versions: { v1: schema } })] }).map(
    ({ code, path, message }) => `${code} ${path}: ${message}`,
  );
}

describe('a rule of a custom resource', () => {
  it.each([
    ['self.a < self.b', { a: 1, b: 2 }, true],
    ['self.a < self.b', { a: 2, b: 2 }, false],
    ['!has(self.a) || self.a > 0', {}, true],
    ['self.list.all(x, x.n.startsWith("a"))', { list: [{ n: 'ab' }, { n: 'b' }] }, false],
    ['self.list.exists_one(x, x.v == 1)', { list: [{ v: 1 }, { v: 2 }] }, true],
    ['self.list.map(x, x.v).sum() == 3', { list: [{ v: 1 }, { v: 2 }] }, true],
    ['self.list.map(x, x.n).isSorted()', { list: [{ n: 'b' }, { n: 'a' }] }, false],
    ['has(self.list[0].v)', { list: [{ n: 'a' }] }, false],
    ['self.map.all(k, k.matches("^[a-z]+$") && self.map[k] != "")', { map: { x: 'y' } }, true],
    ['self.a__dash__b__dot__c == "x"', { 'a-b.c': 'x' }, true],
    ['self.ratio > 0.5', { ratio: 1 }, true],
    ['self.name in ["x", "y"]', { name: 'z' }, false],
    ['isIP(self.name)', { name: '::1' }, true],
    ['isCIDR(self.name)', { name: '10.0.0.0/33' }, false],
    ['cidr(self.name).containsIP("10.1.2.3")', { name: '10.0.0.0/8' }, true],
    ['ip(self.name).isLoopback()', { name: '::1' }, true],
    ['url(self.name).getHostname() == "example.com"', { name: 'https://example.com:8080/a' }, true],
    ['quantity(self.name).isLessThan(quantity("2Gi"))', { name: '1500Mi' }, true],
    ['quantity(self.name).isLessThan(quantity("2Gi"))', { name: '2Gi' }, false],
    ['semver(self.name).isGreaterThan(semver("1.9.0"))', { name: '1.10.0' }, true],
    ['!format.dns1123Label().validate(self.name).hasValue()', { name: 'A' }, false],
    ['sets.contains(self.list.map(x, x.n), ["a"])', { list: [{ n: 'a' }, { n: 'b' }] }, true],
    ['self.name.find("[0-9]+") == "12"', { name: 'a12b3' }, true],
    ['oldSelf.a == self.a', { a: 1 }, true],
    ['self.?name.orValue("none") == "none"', {}, true],
    ['duration(self.name) > duration("1m")', { name: '90s' }, true],
    ['size(self.list) <= 1 && self.name.size() > 0', { list: [{}], name: 'ä' }, true],
  ])('%s of %j', (rule, spec, holds) => {
    expect(widget([{ rule }], spec)).toEqual(
      holds ? [] : [`api/rule-failed spec: spec: failed rule: ${rule}`],
    );
  });

  it('about a change holds of a beginning, unless it says what that is', () => {
    const rule = '!oldSelf.hasValue() ? self.a < 2 : true';
    expect(widget([{ rule, optionalOldSelf: true }], { a: 1 })).toEqual([]);
    expect(widget([{ rule, optionalOldSelf: true }], { a: 2 })).toHaveLength(1);
    expect(widget([{ rule }], { a: 2 })).toEqual([]);
  });

  describe('about a change', () => {
    const items = {
      type: 'object',
      properties: { name: { type: 'string' }, size: { type: 'integer' } },
      'x-kubernetes-validations': [{ rule: 'self.size >= oldSelf.size', message: 'may only grow' }],
      required: ['name'],
    };
    const schema = {
      type: 'object',
      properties: {
        spec: {
          type: 'object',
          properties: {
            class: {
              type: 'string',
              default: 'slow',
              'x-kubernetes-validations': [{ rule: 'self == oldSelf' }],
            },
            disks: {
              type: 'array',
              items,
              'x-kubernetes-list-type': 'map',
              'x-kubernetes-list-map-keys': ['name'],
            },
            loose: { type: 'array', items },
            map: { type: 'object', additionalProperties: items },
            once: {
              type: 'string',
              'x-kubernetes-validations': [
                {
                  rule: 'oldSelf.orValue("a") == "a"',
                  optionalOldSelf: true,
                  fieldPath: '',
                  reason: 'FieldValueForbidden',
                },
              ],
            },
          },
        },
      },
    };
    const object = (spec: object): object => ({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'w' },
      spec,
    });
    const changed = (before: object, after: object): readonly unknown[] =>
      validateObjects([object(after)], {
        crds: [crd({ versions: { v1: schema } })],
        before: [object(before)],
        only: ['immutable'],
      }).map(({ code, path, message }) => `${code} ${path}: ${message}`);

    it.each([
      ['a field', { class: 'slow' }, { class: 'fast' }, 'class'],
      ['a field that had its default', {}, { class: 'fast' }, 'class'],
      [
        'an item, by its key',
        {
          disks: [
            { name: 'a', size: 2 },
            { name: 'b', size: 1 },
          ],
        },
        {
          disks: [
            { name: 'b', size: 1 },
            { name: 'a', size: 1 },
          ],
        },
        'disks[1]',
      ],
      [
        'the value of a key',
        { map: { a: { name: 'a', size: 2 } } },
        { map: { a: { name: 'a', size: 1 } } },
        'map.a',
      ],
      ['what may be there for the first time', { once: 'b' }, { once: 'a' }, 'once'],
    ])('is asked of %s', (_, before, after, path) => {
      expect(changed(before, after)).toEqual([
        expect.stringMatching(`^immutable/transition-rule spec.${path.replace(/[[\]]/g, '\\$&')}: `),
      ]);
      expect(changed(after, after)).toEqual([]);
    });

    it('is not asked of what nobody knows again, or what is new, or gone', () => {
      expect(changed({ loose: [{ name: 'a', size: 2 }] }, { loose: [{ name: 'a', size: 1 }] })).toEqual([]);
      expect(changed({ disks: [{ name: 'a', size: 2 }] }, { disks: [{ name: 'b', size: 1 }] })).toEqual([]);
      expect(changed({ disks: [{ name: 'a', size: 2 }] }, {})).toEqual([]);
    });
  });

  it('that would go on for ever is let pass in no time', () => {
    const list = Array.from({ length: 5000 }, (_, v) => ({ v }));
    const begin = performance.now();
    expect(
      widget([{ rule: 'self.list.all(x, self.list.all(y, self.list.all(z, x.v + y.v >= 0)))' }], { list }),
    ).toEqual([]);
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  it('says what its author says, and of which field', () => {
    const rules = [
      { rule: 'self.a > 1', message: 'a is too small', fieldPath: '.a' },
      { rule: 'self.a > 2', messageExpression: '"a is " + string(self.a)', fieldPath: "['a-b.c']" },
    ];
    expect(widget(rules, { a: 1 })).toEqual([
      'api/rule-failed spec.a: spec.a: a is too small',
      'api/rule-failed spec[a-b.c]: spec[a-b.c]: a is 1',
    ]);
  });

  it('that comes to an error is broken, as on the server; one that nobody here can read is let pass', () => {
    expect(widget([{ rule: 'self.map["x"] == "y"' }], { map: {} })).toEqual([
      'api/rule-failed spec: spec: No such key: x, evaluating self.map["x"] == "y"',
    ]);
    expect(widget([{ rule: 'self.name.frobnicate()' }, { rule: 'self.a > (' }], { name: 'x', a: 1 })).toEqual(
      [],
    );
  });

  it('about a change is not asked where nothing is known of before', () => {
    expect(widget([{ rule: 'self.a == oldSelf.a' }], { a: 1 })).toEqual([]);
  });

  it('is asked only of what its schema lets through, at every place that has one', () => {
    expect(widget([{ rule: 'false' }], { a: 'text' })).toEqual([
      'api/wrong-type spec.a: spec.a is "text", not a whole number',
    ]);
    const inner = {
      inner: {
        type: 'array',
        items: {
          type: 'object',
          properties: { v: { type: 'integer' } },
          'x-kubernetes-validations': [{ rule: 'self.v > 0' }],
        },
      },
    };
    expect(widget([], { inner: [{ v: 1 }, { v: 0 }] }, inner)).toEqual([
      'api/rule-failed spec.inner[1]: spec.inner[1]: failed rule: self.v > 0',
    ]);
  });
});

describe('expressions in words that the package knows', () => {
  it.each([
    ['has(self.a.b)', 'has(self.a.b)'],
    ['has(self.a[0].b)', '("b" in self.a[0])'],
    ['!has(self.a[size(self.a) - 1].b) && x', '!("b" in self.a[size(self.a) - 1]) && x'],
    ['self.n.matches("has(self.a[0].b)")', 'self.n.re2Matches("has(self.a[0].b)")'],
    ["self.n.matches(r'''^\\.matches('a')$''')", "self.n.re2Matches(r'''^\\.matches('a')$''')"],
    ['hash(self.a[0].b)', 'hash(self.a[0].b)'],
    ['self.has(x[0].b)', 'self.has(x[0].b)'],
  ])('%s', (expression, expected) => {
    expect(inDialect(expression)).toBe(expected);
  });
});

describe('patterns', () => {
  it('mean what they mean to the server, and take linear time', () => {
    expect(matcher('^(?i)abc$')?.('ABC')).toBe(true);
    expect(matcher('^[a-z]+$')?.('abc')).toBe(true);
    expect(matcher('^\\s$')?.('\u00a0')).toBe(false);
    expect(matcher('b')?.('abc')).toBe(true);
    expect(matcher('(?=a)')).toBeUndefined();
    const before = performance.now();
    expect(matcher('^(a+)+$')?.(`${'a'.repeat(20_000)}b`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('of schemas are matched so too', () => {
    const properties = { p: { type: 'string', pattern: '^(?i)(x+)+$' } };
    expect(widget([], { p: 'XXX' }, properties)).toEqual([]);
    expect(widget([], { p: `${'x'.repeat(5000)}!` }, properties)).toHaveLength(1);
    expect(widget([], { p: 'anything' }, { p: { type: 'string', pattern: '(?=a)' } })).toEqual([]);
  });
});

it('an expression that is no boolean is not false', () => {
  expect(evaluated('1 + 1', {})).toEqual({ kind: 'value', value: 2n });
  expect(evaluated('nothing.here', {})).toMatchObject({ kind: 'undecided' });
});
