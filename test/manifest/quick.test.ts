import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify, type ToStringOptions } from 'yaml';
import { readQuickly } from '../../generator/manifest/quick.ts';
import { readFully } from '../../generator/manifest/read.ts';
import { yamlText } from '../../generator/manifest/write.ts';
import { root } from '../support/shared.ts';

const numRuns = Number(process.env.PLIMSOLL_RUNS ?? 15_000);

/** What the full reader makes of a text, said so that nothing is lost: order of keys, big numbers. */
function said(
  documents: readonly { readonly value: unknown; readonly line: number; readonly column: number }[],
): string {
  return JSON.stringify(documents, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}n` : Object.is(value, -0) ? '-0' : value,
  );
}

function fully(text: string): string | undefined {
  const { documents, findings } = readFully(text, 'f');
  if (findings.length > 0) return undefined;
  return said(
    documents.map(({ value, place }) => ({ value, line: place.line ?? 0, column: place.column ?? 0 })),
  );
}

const plain = fc.constantFrom(
  ...'a b c name web-1 image:v1 app.kubernetes.io/name 10 0644 100m true Always'.split(' '),
);
const awkward = fc.constantFrom(
  ...[
    'a',
    'name',
    'web-1',
    '8080',
    'yes',
    '0o7',
    '1e3',
    '~',
    '',
    'a b',
    'a: b',
    "it's",
    '"q"',
    '# no',
    'x #y',
    '-',
    '- a',
    '{}',
    '[a]',
    'a,b',
    '*x',
    '&y',
    '!z',
    '%d',
    '@e',
    '`f',
    '?',
    ': ',
    'é',
    'line\nmore',
    'a\n\n b\n',
    ' lead',
    'trail ',
    '\ttab',
    '\\',
    '\\n',
    '---',
    '...',
    '12:30',
    '2024-01-01',
    '<<',
    '|',
    '>',
    '=',
    '-1',
    '+1',
    '.5',
    'a:',
    ':a',
    '${x:=y}',
    'http://a/b',
    '\u0001',
    '9007199254740993',
    'n\\u0041',
  ],
);
const word = fc.oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: awkward });
const leaf = fc.oneof(
  word,
  word,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const value = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium' },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(word, tie('tree'), { maxKeys: 4 }),
  ),
})).tree;
const object = fc.dictionary(word, value, { minKeys: 1, maxKeys: 5 });

const options: fc.Arbitrary<ToStringOptions> = fc.record({
  indent: fc.constantFrom(1, 2, 4),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 80),
  collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
  defaultKeyType: fc.constantFrom(null, 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
  flowCollectionPadding: fc.boolean(),
} as const);

const written = fc.oneof(
  fc.tuple(object, fc.constantFrom(0, 2)).map(([each, indent]) => JSON.stringify(each, null, indent)),
  fc.array(object, { minLength: 1, maxLength: 3 }).map((all) => yamlText(all)),
  fc.tuple(object, options).map(([each, how]) => stringify(each, { ...how, version: '1.1' })),
  fc.tuple(object, options).map(([each, how]) => stringify(each, how)),
);

const pieces = [
  ...' \n:-#"\'{}[],|>&*!?%a1~\\',
  '\n\n',
  ': ',
  ' #c',
  '\n# c\n',
  '\n---\n',
  '- ',
  '  ',
  '|-\n',
  "''",
  '\\"',
  '<<: ',
  '...\n',
  '\r',
  '\t',
];
const edits = fc.array(
  fc.record({ at: fc.nat(), cut: fc.nat({ max: 3 }), put: fc.constantFrom('', ...pieces) }),
  { maxLength: 3 },
);

/** A text with pieces taken out and put in: nearly YAML, or YAML of another kind. */
const edited = fc.tuple(written, edits).map(([text, steps]) =>
  steps.reduce((made, { at, cut, put }) => {
    const where = at % (made.length + 1);
    return made.slice(0, where) + put + made.slice(where + cut);
  }, text),
);

describe('the quick reader', () => {
  it('reads as the full one does, or leaves it to that', () => {
    let read = 0;
    fc.assert(
      fc.property(edited, (text) => {
        const quick = readQuickly(text);
        if (quick === undefined) return;
        read++;
        expect(said(quick)).toBe(fully(text));
      }),
      { numRuns },
    );
    expect(read).toBeGreaterThan(numRuns / 10);
  });

  it('leaves a sign that does not stand right behind its bar to the full one', () => {
    expect(readQuickly('a: | -\n b\n')).toBeUndefined();
    expect(readQuickly('a: |-  \n b\n')?.[0]?.value).toEqual({ a: 'b' });
  });

  it('reads what there is in this repository, nearly all of it itself', () => {
    const folder = join(root, 'out');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name.endsWith('.yaml'),
    );
    const texts = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const read = texts.filter((text) => {
      const quick = readQuickly(text);
      if (quick !== undefined) expect(said(quick)).toBe(fully(text));
      return quick !== undefined;
    });
    expect(texts.length).toBeGreaterThan(100);
    expect(read.length).toBeGreaterThan(texts.length * 0.95);
  });

  it.each([
    'a: &x 1\nb: *x\n',
    'a: >\n  folded\n',
    'a: !!str 1\n',
    '? a\n: b\n',
    'a: "two\n  lines"\n',
    'a: b\n  c: d\n',
    '{"a": 1, "a": 2}\n',
    'a:\tb\n',
    'a: b\r\n',
    '%YAML 1.1\n---\na: b\n',
    'a: b\n...\n',
    '--- a: b\n',
    '<<: {a: b}\n',
    '__proto__: 1\n',
    'a: 1\na: 2\n',
    '- a\nb: c\n',
    'a: [1,\n  2]\n',
    `${Array.from({ length: 70 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')}`,
  ])('leaves to the full reader: %j', (text) => {
    expect(readQuickly(text)).toBeUndefined();
  });

  it('takes time in proportion', () => {
    const text = (count: number): string =>
      Array.from({ length: count }, (_, index) => `k${index}:\n- a: "x"\n  b: [1, 2]\n`).join('');
    const timed = (count: number): number => {
      const given = text(count);
      const begin = performance.now();
      expect(readQuickly(given)).toHaveLength(1);
      return performance.now() - begin;
    };
    timed(20_000);
    expect(timed(200_000)).toBeLessThan(30 * timed(20_000));
  });
});
