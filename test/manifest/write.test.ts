import fc from 'fast-check';
import { load as loadJsYaml } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { misfitIn } from '../../generator/manifest/json-value.ts';
import { readManifests } from '../../generator/manifest/read.ts';
import { yamlText } from '../../generator/manifest/write.ts';

/** Texts that some reader of YAML takes for something else. */
const traps = [
  ...['yes', 'no', 'on', 'off', 'y', 'N', 'True', 'FALSE', 'null', '~', '', 'Null', '=', '<<', 'NO', 'On'],
  ...['0o7', '0777', '1_000', '12:30:45', '190:20:30', '2024-01-01', '2024-01-01T10:00:00Z', '0x1F', '0b11'],
  ...[
    '2001-12-14 21:59:43.10 -5',
    '1e3',
    '1E3',
    '12e03',
    '-2E+05',
    '.5',
    '5.',
    '-.5',
    '+1',
    '.inf',
    '-.INF',
    '.NaN',
  ],
  ...[
    '1.2.3',
    '0.1_0',
    '685_230.15',
    '0x_0A',
    '1,000',
    '-0',
    '00',
    '0o',
    '1__0',
    '123456789012345678901234567890',
  ],
  ...[
    '- a',
    '-',
    '--',
    '---',
    '--- a',
    '...',
    '? a',
    ': a',
    'a: b',
    'a:',
    'a #b',
    '#a',
    ' a',
    'a ',
    '\ta',
    'a\tb',
  ],
  ...[
    '!a',
    '&a',
    '*a',
    '@a',
    '`a',
    '%a',
    '|',
    '>',
    '|-',
    "'a'",
    '"a"',
    '[a',
    ']a',
    '{a',
    '}a',
    ',a',
    'a,b',
    '{{ x }}',
  ],
  ...[
    'a\nb',
    'a\n',
    '\na',
    'a\n\n',
    '\n',
    '\n\n',
    ' a\nb',
    'a\n b',
    'a\n \nb',
    'a\n  ',
    'a\r\nb',
    'a\n\tb',
    '\tb\na',
    '#a\nb',
  ],
  ...[
    '---\na',
    'a\n---\nb',
    'a\n...\n',
    'é',
    '日本',
    '😀',
    '\u2028',
    '\ufeff',
    'a\ufeff',
    '\u0085',
    '\u0000',
    '\u007f',
    '\u00a0',
  ],
  ...[
    '\\',
    '\\n',
    'C:\\dir',
    '$x',
    '$(x)',
    '$' + '{x}',
    '--flag=a',
    '-c',
    '+',
    '+x',
    '.',
    '..',
    './a',
    '/a',
    'a/b',
    'x'.repeat(2000),
  ],
  ...[
    'constructor',
    '__proto__',
    'toString',
    '10Mi',
    '100m',
    '5s',
    '1h30m',
    '80/tcp',
    '3 of 4',
    '1a',
    'e3',
    '0xg',
  ],
];

const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['YAML 1.1', (text) => parse(text, { version: '1.1', intAsBigInt: false, maxAliasCount: 0 })],
  ['YAML 1.2', (text) => parse(text, { version: '1.2', maxAliasCount: 0 })],
  [
    'YAML 1.2, strict',
    (text) => parse(text, { version: '1.2', strict: true, schema: 'core', uniqueKeys: true }),
  ],
  ['js-yaml', (text) => loadJsYaml(text)],
  ['our own', (text) => readManifests(text, 'x').documents[0]?.value],
];

const string: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789.:_-+eExobaTZ ,fn'), maxLength: 8 }),
  fc.constantFrom(...traps),
  fc.string({ unit: fc.constantFrom(...'aA0 1_.:-+#\n\t\'"{}[],&*!|>%@`?=~/\\exoTZ<é😀\r\u2028\u0085') }),
  fc.string({ unit: 'grapheme' }),
);
const number = fc.oneof(
  fc.integer(),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .filter((value) => !Object.is(value, -0) && (!Number.isInteger(value) || Number.isSafeInteger(value))),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    string,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(string, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('what is written', () => {
  it.each(readers)('is read back the same by a reader of %s: the known traps', (_, read) => {
    for (const trap of traps) {
      expect(read(yamlText([{ [`k${trap}`]: trap, list: [trap, [trap], { a: trap }] }])), trap).toEqual({
        [`k${trap}`]: trap,
        list: [trap, [trap], { a: trap }],
      });
      const map = Object.fromEntries([[trap, 1]]);
      if (trap !== '__proto__') expect(read(yamlText([map])), `key ${trap}`).toEqual(map);
    }
  });

  it.each(readers)('is read back the same by a reader of %s: random data', (_, read) => {
    fc.assert(
      fc.property(value, (data) => {
        expect(read(yamlText([{ data }]))).toEqual({ data });
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps many documents apart', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ data: value }), { minLength: 1, maxLength: 4 }), (all) => {
        const texts = parseAllDocuments(yamlText(all), { version: '1.2' });
        expect((texts as { toJS: () => unknown }[]).map((each) => each.toJS())).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(value, (data) => {
        expect(yamlText([backwards(data)])).toBe(yamlText([data]));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps 64-bit integers exact', () => {
    const text = yamlText([{ a: 9223372036854775807n, b: -9223372036854775808n, c: 2 ** 53 - 1 }]);
    expect(text).toBe('a: 9223372036854775807\nb: -9223372036854775808\nc: 9007199254740991\n');
    expect(readManifests(text, 'x').documents[0]?.value).toEqual({
      a: 9223372036854775807n,
      b: -9223372036854775808n,
      c: 2 ** 53 - 1,
    });
  });

  it('says what an object is first, leaves ordinary text bare and lists in order', () => {
    const object = {
      spec: { replicas: 2, args: ['-c', 'z', 'a'], empty: {}, none: [], on: undefined },
      metadata: { labels: { 'app.kubernetes.io/name': 'web' }, namespace: 'shop', name: 'web' },
      kind: 'Thing',
      apiVersion: 'example.com/v1',
      data: {
        script: '#!/bin/sh\necho "hello"\n',
        keep: '14d',
        release: '79.5.0',
        version: '1.30',
        image: 'registry.example.com/web:2@sha256:ab',
      },
    };
    expect(yamlText([object])).toBe(`apiVersion: example.com/v1
kind: Thing
metadata:
  name: web
  namespace: shop
  labels:
    app.kubernetes.io/name: web
data:
  image: registry.example.com/web:2@sha256:ab
  keep: 14d
  release: 79.5.0
  script: |
    #!/bin/sh
    echo "hello"
  version: "1.30"
spec:
  args:
  - -c
  - z
  - a
  empty: {}
  none: []
  replicas: 2
`);
  });

  it('refuses what is no data, and finds where it is', () => {
    for (const [wrong, pointer] of [
      [{ a: [Number.NaN] }, '/a/0'],
      [{ a: { 'b/c': () => 1 } }, '/a/b~1c'],
      [{ a: '\ud800' }, '/a'],
    ] as const) {
      expect(() => yamlText([wrong])).toThrow(/cannot be written as YAML/);
      expect(misfitIn(wrong)?.pointer).toBe(pointer);
    }
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(misfitIn(circle)).toEqual({ pointer: '/self', what: 'a value that holds itself' });
  });
});

function backwards(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(backwards);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .toReversed()
      .map(([key, each]) => [key, backwards(each)]),
  );
}
