import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../generator/core/sha256.ts';
import type { Found, WantedCluster, Write } from '../../generator/write/decide.ts';
import { type Index, parseIndex, printIndex } from '../../generator/write/ownership.ts';
import { isEmpty, type PlanInput, plan, type WritePlan } from '../../generator/write/plan.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (text: string): Found => ({ is: 'file', content: bytes(text) });

function wanted(files: Readonly<Record<string, string>>, cluster = 'prod'): WantedCluster {
  return {
    cluster,
    environment: 'default',
    files: new Map(Object.entries(files).map(([path, content]) => [path, { content, owner: 'web/web' }])),
  };
}

function index(files: Readonly<Record<string, string>>, cluster = 'prod'): Index {
  return {
    cluster,
    environment: 'default',
    conflicted: false,
    files: new Map(
      Object.entries(files).map(([path, text]) => [path, { sha256: sha256Of(text), owner: 'web/web' }]),
    ),
  };
}

function planned(
  input: Partial<PlanInput> & { readonly disk?: Readonly<Record<string, string | Found>> },
): Planned {
  const { disk = {}, ...rest } = input;
  const made = plan({
    wanted: [],
    indexes: [],
    gone: new Set(),
    overwrite: false,
    found: (path) => {
      const found = disk[path];
      return found === undefined ? { is: 'nothing' } : typeof found === 'string' ? file(found) : found;
    },
    ...rest,
  });
  const { create, update, delete: gone, unchanged } = made;
  return {
    ...made,
    create: [...create],
    update: [...update],
    delete: [...gone],
    unchanged: [...unchanged],
  };
}

/** A plan, its lists as they are compared. */
type Planned = WritePlan & {
  readonly [list in 'create' | 'update']: readonly Write[];
} & { readonly [list in 'delete' | 'unchanged']: readonly string[] };

const said = ({ findings }: Planned): readonly string[] =>
  findings.map(({ code, message }) => `${code} ${message}`);

describe('a plan', () => {
  it('creates, updates, deletes and leaves alone', () => {
    const made = planned({
      wanted: [wanted({ a: '1', b: '2', c: '3' })],
      indexes: [index({ b: 'old', c: '3', d: 'gone', e: 'gone by hand' })],
      disk: { b: 'old', c: '3', d: 'gone' },
    });
    expect(made).toMatchObject({
      create: [{ path: 'a', content: '1' }],
      update: [{ path: 'b', content: '2' }],
      delete: ['d'],
      unchanged: ['c'],
      findings: [],
    });
    expect(made.bookkeeping.map(({ path }) => path)).toEqual([
      '.plimsoll/.gitignore',
      '.plimsoll/owned/prod',
    ]);
  });

  it('is empty when everything is as it should be', () => {
    const all = wanted({ a: '1' });
    const text = printIndex({ cluster: 'prod', environment: 'default', files: index({ a: '1' }).files });
    const made = planned({
      wanted: [all],
      indexes: [parseIndex('prod', text)],
      disk: { a: '1', '.plimsoll/owned/prod': text, '.plimsoll/.gitignore': '/tmp/\n' },
    });
    expect(isEmpty(made)).toBe(true);
  });

  it('does not lose what was edited by hand, neither by writing nor by deleting', () => {
    const input = {
      wanted: [wanted({ a: '1' })],
      indexes: [index({ a: '0', b: '0' })],
      disk: { a: 'mine', b: 'mine too' },
    };
    const made = planned(input);
    expect(said(made)).toEqual([
      'cli/edited-by-hand a was changed by hand since it was written',
      'cli/edited-by-hand b was changed by hand since it was written',
    ]);
    expect(made).toMatchObject({ create: [], update: [], delete: [] });
    expect(planned({ ...input, overwrite: true })).toMatchObject({
      update: [{ path: 'a' }],
      delete: ['b'],
      findings: [],
    });
  });

  it('takes a hand edit that is what is wanted anyway', () => {
    expect(
      planned({ wanted: [wanted({ a: '1' })], indexes: [index({ a: '0' })], disk: { a: '1' } }),
    ).toMatchObject({
      unchanged: ['a'],
      findings: [],
    });
  });

  it('leaves files alone that it does not own, and adopts one that is equal', () => {
    expect(said(planned({ wanted: [wanted({ a: '1' })], disk: { a: 'theirs' } }))).toEqual([
      'cli/not-ours a is there already, and plimsoll did not write it',
    ]);
    expect(planned({ wanted: [wanted({ a: '1' })], disk: { a: '1' } })).toMatchObject({ unchanged: ['a'] });
    expect(planned({ wanted: [wanted({})], disk: { theirs: 'x' } })).toMatchObject({ delete: [] });
  });

  it('does not write through links and folders', () => {
    const other = { is: 'other', what: 'a symbolic link' } as const;
    expect(
      said(
        planned({ wanted: [wanted({ a: '1' })], indexes: [index({ b: '1' })], disk: { a: other, b: other } }),
      ),
    ).toEqual([
      'cli/in-the-way a cannot be written: a symbolic link is in the way',
      'cli/in-the-way b cannot be written: a symbolic link is in the way',
    ]);
  });

  it('touches only the clusters it is about', () => {
    const made = planned({
      wanted: [wanted({ 'a/x': '1' }, 'a')],
      indexes: [index({ 'a/x': '1' }, 'a'), index({ 'b/x': '1' }, 'b'), index({ 'c/x': '1' }, 'c')],
      gone: new Set(['c']),
      disk: { 'a/x': '1', 'b/x': '1', 'c/x': '1' },
    });
    expect(made.delete).toEqual(['c/x']);
    expect(made.bookkeeping.find(({ path }) => path.endsWith('/c'))).toEqual({
      path: '.plimsoll/owned/c',
      content: undefined,
    });
    expect(made.bookkeeping.some(({ path }) => path.endsWith('/b'))).toBe(false);
  });

  it('moves a file from one cluster to another without a stop', () => {
    const made = planned({
      wanted: [wanted({}, 'a'), wanted({ x: '2' }, 'b')],
      indexes: [index({ x: '1' }, 'a')],
      disk: { x: '1' },
    });
    expect(made).toMatchObject({ update: [{ path: 'x' }], delete: [], findings: [] });
  });

  it('does not take line ends that git changed for an edit', () => {
    expect(
      planned({ wanted: [wanted({ a: 'x\ny\n' })], indexes: [index({ a: 'x\n' })], disk: { a: 'x\r\n' } }),
    ).toMatchObject({ update: [{ path: 'a' }], findings: [] });
  });

  it('mends what git left of a conflict', () => {
    const lines = (sha256: string): string => `a\t${sha256}\tweb/web\n`;
    const text = `# cluster prod, environment staging\n<<<<<<< ours\n${lines(sha256Of('1'))}=======\n${lines(sha256Of('2'))}>>>>>>> theirs\n`;
    const conflicted = parseIndex('prod', text);
    expect(conflicted).toMatchObject({ conflicted: true, environment: 'staging' });
    const conflict = '<<<<<<< ours\n1\n=======\n2\n>>>>>>> theirs\n';
    for (const disk of [{ a: '1' }, { a: '2' }, { a: 'merged' }, { a: conflict }])
      expect(planned({ wanted: [wanted({ a: '3' })], indexes: [conflicted], disk })).toMatchObject({
        update: [{ path: 'a' }],
        findings: [],
      });
    expect(
      planned({ wanted: [wanted({ a: '3' })], indexes: [index({ a: '0' })], disk: { a: conflict } }).findings,
    ).toEqual([]);
  });
});

describe('an index', () => {
  it('is read as it was written, sorted, a line an entry', () => {
    const { files } = index({ b: '1', 'a/c.yaml': '2' });
    const text = printIndex({ cluster: 'prod', environment: 'pr-1', files });
    expect(
      text
        .split('\n')
        .slice(2)
        .map((line) => line.split('\t')[0]),
    ).toEqual(['a/c.yaml', 'b', '']);
    expect(parseIndex('prod', text)).toMatchObject({ environment: 'pr-1', conflicted: false });
    expect([...parseIndex('prod', text).files].sort()).toEqual([...files].sort());
  });

  it('owns nothing outside the output, whatever it says', () => {
    const sha = 'a'.repeat(64);
    const hostile = ['../x', '/etc/passwd', 'a/../../x', '.plimsoll/owned/b', 'C:/x', 'a\\b', 'a//b', './x'];
    const text = hostile.map((path) => `${path}\t${sha}\tx\n`).join('');
    expect([...parseIndex('prod', text).files.keys()]).toEqual([]);
  });
});
