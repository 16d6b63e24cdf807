import { describe, expect, it } from 'vitest';
import { YamlText } from '../../generator/patch/yaml/edit-yaml.ts';

interface Case {
  readonly name: string;
  readonly before: string;
  readonly to: unknown;
  readonly after: string;
  readonly said?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'what an anchor means changes: its aliases keep what they meant',
    before: 'a: &x\n  b: 1\n  c: 2 # two\nd: *x\ne: *x\n',
    to: { a: { b: 5, c: 2 }, d: { b: 1, c: 2 }, e: { b: 1, c: 2 } },
    after: 'a: &x\n  b: 5\n  c: 2 # two\nd:\n  b: 1\n  c: 2\ne:\n  b: 1\n  c: 2\n',
    said: ['patch/alias-expanded d', 'patch/alias-expanded e'],
  },
  {
    name: 'a change through an alias stays with the alias',
    before: 'a: &x\n  b: 1\nd: *x # here\n',
    to: { a: { b: 1 }, d: { b: 7 } },
    after: 'a: &x\n  b: 1\nd: # here\n  b: 7\n',
    said: ['patch/alias-expanded d'],
  },
  {
    name: 'an anchor goes: its alias becomes what it meant',
    before: 'a: &x\n  b: 1\nd: *x\n',
    to: { d: { b: 1 } },
    after: 'd:\n  b: 1\n',
    said: ['patch/alias-expanded d'],
  },
  {
    name: 'a field that a merge key brings gets a value of its own',
    before: 'base: &b\n  x: 1\n  y: 2\nm:\n  <<: *b\n  z: 3\n',
    to: { base: { x: 1, y: 2 }, m: { x: 9, y: 2, z: 3 } },
    after: 'base: &b\n  x: 1\n  y: 2\nm:\n  x: 9\n  <<: *b\n  z: 3\n',
  },
  {
    name: 'a field that a merge key brings goes',
    before: 'base: &b\n  x: 1\n  y: 2\nm:\n  <<: *b # all\n  z: 3\n',
    to: { base: { x: 1, y: 2 }, m: { y: 2, z: 3 } },
    after: 'base: &b\n  x: 1\n  y: 2\nm:\n  "y": 2\n  z: 3\n',
  },
  {
    name: 'what a merge key brings changes elsewhere',
    before: 'base: &b\n  x: 1\n  y: 2\nm:\n  <<: *b\n  z: 3\n',
    to: { base: { x: 1, y: 4 }, m: { z: 3, x: 1, y: 2 } },
    after: 'base: &b\n  x: 1\n  y: 4\nm:\n  z: 3\n  x: 1\n  "y": 2\n',
  },
  {
    name: 'a folded block keeps the lines of the paragraphs that stay',
    before: 'd: >-\n  one two\n  three\n\n  four\n  five\ne: 1\n',
    to: { d: 'one two three\nfour six', e: 1 },
    after: 'd: >-\n  one two\n  three\n\n  four six\ne: 1\n',
  },
  {
    name: 'a literal block keeps the lines that stay',
    before: 'd: |\n  one\n\n  two   \n  three\ne: 1\n',
    to: { d: 'one\n\ntwo   \n3\nfour\n', e: 1 },
    after: 'd: |\n  one\n\n  two   \n  3\n  four\ne: 1\n',
  },
  {
    name: 'a literal block gets a line break at its end',
    before: 'd: |- # why\n  one\n  two\ne: 1\n',
    to: { d: 'one\ntwo\n', e: 1 },
    after: 'd: | # why\n  one\n  two\ne: 1\n',
  },
  {
    name: 'empty and missing maps and lists are filled as the file indents',
    before: 'm: {}\nn:\no: [] # none\np: 1\n',
    to: { m: { a: 1 }, n: { b: 2 }, o: ['x', { y: 1, z: 2 }], p: 1 },
    after: 'm:\n  a: 1\nn:\n  b: 2\no: # none\n- x\n- "y": 1\n  z: 2\np: 1\n',
  },
  {
    name: 'maps and lists are emptied',
    before: 'm:\n  a: 1 # gone\n  # about\nn:\n- 1\np: 1\n',
    to: { m: {}, n: [], p: 1 },
    after: 'm: {} # gone\n  # about\nn: []\np: 1\n',
  },
  {
    name: 'a map becomes a number, a number a map',
    before: 'm: # why\n  a: 1\np: 1\n',
    to: { m: 5, p: { q: [1, [2, 3]] } },
    after: 'm: 5 # why\np:\n  q:\n  - 1\n  - - 2\n    - 3\n',
  },
  {
    name: 'an empty text',
    before: '',
    to: { a: 1 },
    after: 'a: 1\n',
  },
  {
    name: 'a text of comments only',
    before: '# only\n',
    to: { a: { b: 1 } },
    after: '# only\na:\n  b: 1\n',
  },
  {
    name: 'braces and brackets',
    before: 'a: {x: 1, y: 2, z: 3}\nb: [1, 2, 3] # t\n',
    to: { a: { x: 1, z: 4, w: 'a b' }, b: [0, 1, 3, 'x, y'] },
    after: 'a: {x: 1, z: 4, w: a b}\nb: [0, 1, 3, "x, y"] # t\n',
  },
  {
    name: 'JSON over several lines',
    before: '{\n  "a": 1,\n  "b": {\n    "c": [1, 2]\n  },\n  "d": []\n}\n',
    to: { a: 2, b: { c: [1, 2, 3], e: { f: 'x' } }, d: [{ g: 1 }], h: 'new' },
    after:
      '{\n  "a": 2,\n  "b": {\n    "c": [1, 2, 3],\n    "e": {\n      "f": "x"\n    }\n  },\n  "d": [{"g": 1}],\n  "h": "new"\n}\n',
  },
  {
    name: 'JSON on one line',
    before: '{"a":1,"b":[1,2]}',
    to: { a: 1, b: [2], c: { d: true } },
    after: '{"a":1,"b":[2],"c":{"d": true}}',
  },
  {
    name: 'items in another order take their comments along',
    before:
      'l:\n  # about a\n  - name: a # A\n    v: 1\n  - name: b\n    v: 2\n\n  # about c\n  - name: c\n    v: 3\nz: 1\n',
    to: {
      l: [
        { name: 'c', v: 3 },
        { name: 'a', v: 9 },
        { name: 'b', v: 2 },
      ],
      z: 1,
    },
    after:
      'l:\n  # about c\n  - name: c\n    v: 3\n  # about a\n  - name: a # A\n    v: 9\n  - name: b\n    v: 2\n\nz: 1\n',
  },
  {
    name: 'the field beside a dash goes',
    before: '- name: a # A\n  # about v\n  v: 1\n- name: b\n  v: 2\n',
    to: [{ v: 1 }, { v: 2 }],
    after: '-\n  # about v\n  v: 1\n- v: 2\n',
  },
  {
    name: 'quotes stay',
    before: 'a: \'it\'\'s\'\nb: "x\\ty"\nc: plain\nd: "1"\n',
    to: { a: "it's me", b: 'x\tz', c: 'true', d: '2' },
    after: 'a: \'it\'\'s me\'\nb: "x\\tz"\nc: "true"\nd: "2"\n',
  },
  {
    name: 'a value of another type',
    before: 'a: "1"\nb: 2\nc: true\n',
    to: { a: 1, b: '2', c: 'yes' },
    after: 'a: 1\nb: "2"\nc: "yes"\n',
  },
  {
    name: 'document markers',
    before: '--- # first\na: 1\n...\n---\nb: 2\n',
    to: { a: 2 },
    after: '--- # first\na: 2\n...\n---\nb: 2\n',
  },
  {
    name: 'directives',
    before: '%YAML 1.1\n---\na: 1\n',
    to: { a: 2, b: 3 },
    after: '%YAML 1.1\n---\na: 2\nb: 3\n',
  },
  {
    name: 'lists in lists',
    before: '- - 1\n  - 2\n- - 3\n',
    to: [
      [1, 5],
      [3, 4],
    ],
    after: '- - 1\n  - 5\n- - 3\n  - 4\n',
  },
  {
    name: 'keys with question marks',
    before: '? a\n: 1\n? b\n: - x\n',
    to: { a: 2, b: ['x', 'y'], c: 1 },
    after: '? a\n: 2\n? b\n:\n- x\n- "y"\nc: 1\n',
  },
  {
    name: 'tags and anchors of plain values',
    before: 'a: !!str 5\nb: &q foo\nc: *q\n',
    to: { a: '6', b: 'bar', c: 'foo' },
    after: 'a: !!str "6"\nb: &q bar\nc: foo\n',
    said: ['patch/alias-expanded c'],
  },
  {
    name: 'text over several lines',
    before: 'a: one two\n  three\nb: 1\n',
    to: { a: 'x', b: 1 },
    after: 'a: x\nb: 1\n',
  },
  {
    name: 'blanks at the end of lines',
    before: 'a: 1   \nb:   2  # c  \n',
    to: { a: 3, b: 4 },
    after: 'a: 3   \nb:   4  # c  \n',
  },
  {
    name: 'an anchor on what is emptied',
    before: 'a: &x # c\n  b: 1\nd: 1\n',
    to: { a: {}, d: 1 },
    after: 'a: &x {} # c\nd: 1\n',
  },
  {
    name: 'names in quotes',
    before: 'a: {"b": 1}\n',
    to: { a: { b: 1, 'c d': 'yes' } },
    after: 'a: {"b": 1, c d: "yes"}\n',
  },
  {
    name: 'a value on the line below its key',
    before: 'a:\n  # c\n  text\nb: 1\n',
    to: { a: 'other', b: 1 },
    after: 'a:\n  # c\n  other\nb: 1\n',
  },
];

function patched(before: string, to: unknown): { readonly text: string; readonly said: readonly string[] } {
  const { text, findings } = new YamlText(before, 'app.yaml').with(new Map([[0, to]]));
  return { text, said: findings.map(({ code, path }) => `${code} ${path}`) };
}

describe('a layout that a person chose', () => {
  it.each(cases)('$name', ({ before, to, after, said = [] }) => {
    expect(patched(before, to)).toEqual({ text: after, said });
  });

  it.each(cases)('$name, with line breaks of Windows and a byte-order mark', ({ before, to, after }) => {
    const windows = (text: string): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    if (before === '') return;
    expect(patched(windows(before), to).text).toBe(windows(after));
  });

  it('says that an alias has become a copy, where, and that the rest stays', () => {
    const { findings } = new YamlText('a: &x { b: 1 }\nd: *x\n', 'app.yaml').with(
      new Map([[0, { a: { b: 1 }, d: { b: 2 } }]]),
    );
    expect(findings).toEqual([
      {
        code: 'patch/alias-expanded',
        class: 'patch',
        severity: 'warning',
        message: 'app.yaml: d was an alias; it is a copy of its own now, what it referred to stays',
        path: 'd',
        source: { file: 'app.yaml' },
      },
    ]);
  });

  it('changes the documents that are named, and no byte of the others', () => {
    const before = 'a: 1 # one\n---\n# two\nb: [1,  2]\n---\nc:   3\n';
    const yaml = new YamlText(before, 'app.yaml');
    expect(yaml.documents).toEqual([
      { value: { a: 1 }, line: 1 },
      { value: { b: [1, 2] }, line: 4 },
      { value: { c: 3 }, line: 6 },
    ]);
    expect(yaml.with(new Map([[1, { b: [1, 3] }]])).text).toBe(before.replace('1,  2', '1,  3'));
    expect(yaml.with(new Map()).text).toBe(before);
  });

  it('is refused where it is no YAML, with line and column', () => {
    expect(() => new YamlText('a: 1\nb: [\n', 'app.yaml')).toThrow(/app\.yaml:3:1: /);
    expect(() => new YamlText('a: 1\na: 2\n', 'app.yaml')).toThrow(/app\.yaml:2:1: the key a is there twice/);
    expect(() => new YamlText(`${'['.repeat(5000)}`, 'app.yaml')).toThrow(/nests too deep/);
    const laughs = Array.from(
      { length: 12 },
      (_, index) =>
        `a${index}: &a${index} [${index === 0 ? 'ha' : `*a${index - 1}, *a${index - 1}, *a${index - 1}, *a${index - 1}`}]`,
    );
    expect(() => new YamlText(laughs.join('\n'), 'app.yaml')).toThrow(/endless/);
  });
});
