import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyJsonPatch } from '../../generator/patch/json/apply.ts';
import { diffJson } from '../../generator/patch/json/diff.ts';
import { withGuards } from '../../generator/patch/json/guards.ts';
import { refusal, refused } from '../support/refused.ts';

function apply(object: unknown, ...patch: readonly unknown[]): unknown {
  return applyJsonPatch(object, patch);
}

describe('JSON Patch (RFC 6902)', () => {
  it('add: a field, over a field, into a list before an index, at its end, the whole document', () => {
    expect(apply({ a: 1 }, { op: 'add', path: '/b', value: { c: null } })).toEqual({ a: 1, b: { c: null } });
    expect(apply({ a: 1 }, { op: 'add', path: '/a', value: 2 })).toEqual({ a: 2 });
    expect(apply({ a: [1, 3] }, { op: 'add', path: '/a/1', value: 2 })).toEqual({ a: [1, 2, 3] });
    expect(apply({ a: [1] }, { op: 'add', path: '/a/1', value: 2 })).toEqual({ a: [1, 2] });
    expect(apply({ a: [1] }, { op: 'add', path: '/a/-', value: [2] })).toEqual({ a: [1, [2]] });
    expect(apply({ a: 1 }, { op: 'add', path: '', value: 'whole' })).toBe('whole');
    expect(apply({}, { op: 'add', path: '/', value: 1 })).toEqual({ '': 1 });
  });

  it('remove, replace: what is there, and only that', () => {
    expect(apply({ a: 1, b: 2 }, { op: 'remove', path: '/a' })).toEqual({ b: 2 });
    expect(apply([1, 2, 3], { op: 'remove', path: '/1' })).toEqual([1, 3]);
    expect(apply({ a: [1, 2] }, { op: 'replace', path: '/a/0', value: 9 })).toEqual({ a: [9, 2] });
    expect(apply({ a: 1 }, { op: 'replace', path: '', value: [1] })).toEqual([1]);
    expect(apply({ a: null }, { op: 'replace', path: '/a', value: 1 })).toEqual({ a: 1 });
    expect(apply({ a: null }, { op: 'remove', path: '/a' })).toEqual({});
  });

  it('move, copy: from a place to another one', () => {
    expect(apply({ a: { b: 1 }, c: {} }, { op: 'move', from: '/a/b', path: '/c/d' })).toEqual({
      a: {},
      c: { d: 1 },
    });
    expect(apply([1, 2, 3], { op: 'move', from: '/0', path: '/2' })).toEqual([2, 3, 1]);
    expect(apply({ a: 1 }, { op: 'move', from: '/a', path: '/a' })).toEqual({ a: 1 });
    expect(apply({ a: [1], b: 2 }, { op: 'copy', from: '/a', path: '/b' })).toEqual({ a: [1], b: [1] });
    expect(apply({ a: { b: 1 } }, { op: 'copy', from: '', path: '/a/c' })).toEqual({
      a: { b: 1, c: { a: { b: 1 } } },
    });
    expect(refusal(() => apply({ a: { b: 1 } }, { op: 'move', from: '/a', path: '/a/b/c' }))).toBe(
      'patch/bad-patch: operation 1, move /a/b/c: a value cannot move into itself',
    );
  });

  it('a copy is a value of its own: what is done to one is not done to the other', () => {
    const patch = [
      { op: 'add', path: '/a/x', value: 0 },
      { op: 'copy', from: '/a', path: '/b' },
      { op: 'add', path: '/b/y', value: 1 },
      { op: 'replace', path: '/a/x', value: 2 },
    ];
    expect(apply({ a: {} }, ...patch)).toEqual({ a: { x: 2 }, b: { x: 0, y: 1 } });
    const shared = { list: [] };
    const given = { op: 'add', path: '/a', value: shared };
    expect(apply({}, given, { op: 'add', path: '/a/list/-', value: 1 })).toEqual({ a: { list: [1] } });
    expect(shared).toEqual({ list: [] });
  });

  it('test: by value, in any order of fields, types told apart', () => {
    expect(
      apply({ a: { b: [1, null], c: 'x' } }, { op: 'test', path: '/a', value: { c: 'x', b: [1, null] } }),
    ).toEqual({
      a: { b: [1, null], c: 'x' },
    });
    expect(apply(10n ** 18n, { op: 'test', path: '', value: 10n ** 18n })).toBe(10n ** 18n);
    for (const [value, other] of [
      ['10', 10],
      [null, false],
      [[], {}],
      [
        [1, 2],
        [2, 1],
      ],
      [{ a: 1 }, { a: 1, b: 2 }],
    ])
      expect(refused(() => apply({ v: value }, { op: 'test', path: '/v', value: other }))).toMatchObject([
        { code: 'patch/test-failed', pointer: '/v' },
      ]);
    expect(refusal(() => apply({ a: 1 }, { op: 'test', path: '/a', value: 2 }))).toBe(
      'patch/test-failed: operation 1, test /a: it is 1, the patch expects 2',
    );
  });

  it('pointers: escapes, empty names, names that are numbers; what is none is refused', () => {
    expect(apply({ 'a/b': { 'm~n': 1 } }, { op: 'replace', path: '/a~1b/m~0n', value: 2 })).toEqual({
      'a/b': { 'm~n': 2 },
    });
    expect(apply({ '~1': 1 }, { op: 'remove', path: '/~01' })).toEqual({});
    expect(apply({ '': { '': 1 } }, { op: 'replace', path: '//', value: 2 })).toEqual({ '': { '': 2 } });
    expect(apply({ '1e0': 1, '01': 2 }, { op: 'remove', path: '/01' })).toEqual({ '1e0': 1 });
    for (const path of ['a', 'a/b', '/a~', '/a~2b'])
      expect(refused(() => apply({ a: 1 }, { op: 'add', path, value: 1 }))).toMatchObject([
        { code: 'patch/bad-pointer' },
      ]);
    for (const step of ['01', '1e0', '-1', '+1', ' 1', '1.0', 'x', ''])
      expect(refused(() => apply([1, 2, 3], { op: 'replace', path: `/${step}`, value: 1 }))).toMatchObject([
        { code: 'patch/bad-pointer', pointer: `/${step}` },
      ]);
  });

  it('a place that is not there is an error that lists what is', () => {
    const object = { spec: { replicas: 1, template: {} } };
    expect(refused(() => apply(object, { op: 'replace', path: '/spec/replcias', value: 2 }))).toEqual([
      {
        code: 'patch/no-such-value',
        class: 'patch',
        severity: 'error',
        message:
          'operation 1, replace /spec/replcias: there is no "replcias" in /spec; did you mean replicas?',
        pointer: '/spec/replcias',
      },
    ]);
    expect(refusal(() => apply([1, 2], { op: 'add', path: '/3', value: 1 }))).toBe(
      'patch/no-such-value: operation 1, add /3: there is no 3 in the document, which has the indexes 0 to 1',
    );
    for (const operation of [
      { op: 'remove', path: '/a/-' },
      { op: 'test', path: '/a/-', value: 1 },
      { op: 'remove', path: '/a/1' },
      { op: 'add', path: '/b/c', value: 1 },
      { op: 'add', path: '/a/0/c', value: 1 },
      { op: 'copy', from: '/x', path: '/y' },
      { op: 'move', from: '/a/5', path: '/y' },
    ])
      expect(refused(() => apply({ a: [1] }, operation))).toMatchObject([{ code: 'patch/no-such-value' }]);
  });

  it('an operation that is none is refused, before anything is done', () => {
    for (const [operation, message] of [
      [{ op: 'ad', path: '/a', value: 1 }, 'operation 1: there is no operation ad; did you mean add?'],
      [{ path: '/a', value: 1 }, 'operation 1 has no op'],
      [{ op: 'add', path: '/a' }, 'operation 1, add /a: it has no value'],
      [{ op: 'test', path: '/a' }, 'it has no value'],
      [{ op: 'replace', path: '/a' }, 'it has no value'],
      [{ op: 'add', value: 1 }, 'path is missing'],
      [{ op: 'add', path: 1, value: 1 }, 'path is not a text'],
      [{ op: 'move', path: '/a' }, 'from is missing'],
      [{ op: 'remove', path: '' }, 'the whole document cannot be removed'],
      ['remove', 'operation 1 is not a map with op and path'],
    ] as const)
      expect(refusal(() => apply({ a: 1 }, operation))).toContain(message);
    expect(refusal(() => applyJsonPatch({}, { op: 'add' }))).toContain(
      'a JSON Patch is a list of operations',
    );
    // Fields that mean nothing are let be.
    expect(apply({ a: 1 }, { op: 'remove', path: '/a', comment: 'x', value: 3 })).toEqual({});
  });

  it('does everything or nothing, and never changes what it was given', () => {
    const object = Object.freeze({ a: Object.freeze([Object.freeze({ b: 1 })]) });
    const patch = [
      { op: 'replace', path: '/a/0/b', value: 2 },
      { op: 'test', path: '/a/0/b', value: 3 },
    ];
    expect(() => applyJsonPatch(object, patch)).toThrow();
    expect(object).toEqual({ a: [{ b: 1 }] });
    expect(applyJsonPatch(object, patch.slice(0, 1))).toEqual({ a: [{ b: 2 }] });
  });

  it('names of prototypes are names', () => {
    const polluted = apply({}, { op: 'add', path: '/__proto__', value: { bad: true } });
    expect(Object.getPrototypeOf(polluted)).toBe(Object.prototype);
    expect(Object.keys(polluted as object)).toEqual(['__proto__']);
    expect(({} as { bad?: boolean }).bad).toBeUndefined();
    for (const path of ['/__proto__/bad', '/constructor/prototype/bad', '/toString'])
      expect(refused(() => apply({}, { op: 'replace', path, value: 1 }))).toMatchObject([
        { code: 'patch/no-such-value' },
      ]);
    expect(refused(() => apply({}, { op: 'add', path: '/__proto__/bad', value: 1 }))).toMatchObject([
      { code: 'patch/no-such-value' },
    ]);
    const named = apply(
      {},
      { op: 'add', path: '/a', value: 1 },
      { op: 'add', path: '/__proto__', value: {} },
    );
    expect(apply(named, { op: 'remove', path: '/__proto__' })).toEqual({ a: 1 });
  });
});

const json = fc.jsonValue({ maxDepth: 4 });

describe('the JSON Patch between two values', () => {
  it('gives the second from the first, whatever they are', () => {
    fc.assert(
      fc.property(json, json, (from, to) => {
        expect(applyJsonPatch(from, diffJson(from, to))).toEqual(to);
      }),
      { numRuns: 2000 },
    );
  });

  it('speaks of the items that changed: taken out, put in, moved, changed', () => {
    const [a, b, c] = [{ name: 'a', v: 1 }, { name: 'b' }, { name: 'c' }];
    expect(diffJson([a, b, c], [b, c])).toEqual([{ op: 'remove', path: '/0' }]);
    expect(diffJson([a, c], [a, b, c])).toEqual([{ op: 'add', path: '/1', value: b }]);
    expect(diffJson([a, b, c], [b, c, a])).toEqual([{ op: 'move', from: '/0', path: '/2' }]);
    expect(diffJson([a, b], [{ ...a, v: 2 }, b])).toEqual([{ op: 'replace', path: '/0/v', value: 2 }]);
    expect(diffJson([a], [a, b])).toEqual([{ op: 'add', path: '/-', value: b }]);
    expect(diffJson({ args: ['--a', '--b'] }, { args: ['--a', '--c', '--b'] })).toEqual([
      { op: 'add', path: '/args/1', value: '--c' },
    ]);
    expect(diffJson({ a: 1 }, { a: 1 })).toEqual([]);
  });

  it('of long lists without keys is found in no time', () => {
    const long = Array.from({ length: 5000 }, (_, index) => `--flag-${index}`);
    const changed = [...long.slice(0, 2500), '--new', ...long.slice(2501)];
    expect(diffJson(long, changed)).toEqual([{ op: 'replace', path: '/2500', value: '--new' }]);
  });
});

describe('guards', () => {
  const from = { containers: [{ name: 'a' }, { name: 'b', image: 'b:1' }], args: ['x', 'y'] };

  it('say which item is meant, once for as long as positions stay', () => {
    const patch = diffJson(from, {
      containers: [{ name: 'a' }, { name: 'b', image: 'b:2', tty: true }],
      args: ['x', 'z'],
    });
    expect(withGuards(from, patch)).toEqual([
      { op: 'test', path: '/containers/1/name', value: 'b' },
      { op: 'replace', path: '/containers/1/image', value: 'b:2' },
      { op: 'add', path: '/containers/1/tty', value: true },
      { op: 'test', path: '/args/1', value: 'y' },
      { op: 'replace', path: '/args/1', value: 'z' },
    ]);
  });

  it('stop a patch where the list has changed', () => {
    const guarded = withGuards(from, [{ op: 'replace', path: '/containers/1/image', value: 'b:2' }]);
    const other = { ...from, containers: from.containers.toReversed() };
    expect(refusal(() => applyJsonPatch(other, guarded))).toContain('it is "a", the patch expects "b"');
  });
});
