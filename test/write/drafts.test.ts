import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apply, exclusively, settle } from '../../generator/write/apply.ts';
import { isDraft } from '../../generator/write/draft.ts';
import { Drafts } from '../../generator/write/drafts.ts';
import { configMaps, synthProject } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { nothingToWrite } from '../support/write-plan.ts';

const files = (count: number): readonly (readonly [string, string])[] =>
  Array.from({ length: count }, (_, index) => [`apps/${index}.yaml`, `text ${index}\n`]);

function written(root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
  );
}

describe('drafts', () => {
  it('become files with what was not drafted', async () => {
    const root = join(temporaryFolder(), 'out');
    const drafts = new Drafts(root);
    await drafts.begin(files(3));
    // Nothing is there yet that anybody would read.
    expect(Object.keys(written(root)).every((path) => path.startsWith('.plimsoll/tmp/draft-'))).toBe(true);
    const create = files(5).map(([path, content]) => ({ path, content: drafts.of(path) ?? content }));
    expect(create.map(({ content }) => typeof content)).toEqual(
      [...'ooo'].map(() => 'object').concat('string', 'string'),
    );
    await exclusively(root, () => apply(root, { ...nothingToWrite, create }, drafts));
    drafts.discard();
    expect(written(root)).toEqual(Object.fromEntries(files(5)));
    expect(existsSync(join(root, '.plimsoll', 'tmp'))).toBe(false);
  });

  it('of several clusters are taken together; more than may be open are left to be written later', async () => {
    const root = temporaryFolder();
    const drafts = new Drafts(root);
    const create: { path: string; content: string | { draft: number } }[] = [];
    for (const name of ['a', 'b']) {
      const mine = files(700).map(([path, content]) => [`${name}/${path}`, content] as const);
      await drafts.begin(mine);
      create.push(...mine.map(([path, content]) => ({ path, content: drafts.of(path) ?? content })));
    }
    expect(create.filter(({ content }) => typeof content === 'string')).toHaveLength(200);
    await exclusively(root, () => apply(root, { ...nothingToWrite, create }, drafts));
    drafts.discard();
    expect(Object.keys(written(root))).toHaveLength(1400);
    expect(readFileSync(join(root, 'b/apps/699.yaml'), 'utf8')).toBe('text 699\n');
    expect(readFileSync(join(root, 'a/apps/7.yaml'), 'utf8')).toBe('text 7\n');
  });

  it('are made of all that is to be written of a cluster, however many files those are', async () => {
    const root = temporaryFolder();
    const drafts = new Drafts(root);
    const some = files(1500).map(([path, content]) => ({ path, content }));
    await drafts.begin(files(100));
    const create = await drafts.all(some);
    expect(create.map(({ path }) => path)).toEqual(some.map(({ path }) => path));
    expect(create.every(({ content }) => isDraft(content))).toBe(true);
    const index = { path: 'index', content: 'all' };
    const bookkeeping = await drafts.all([index, { path: 'gone', content: undefined }]);
    writeFileSync(join(root, 'gone'), '');
    await exclusively(root, () => apply(root, { ...nothingToWrite, create, bookkeeping }, drafts));
    drafts.discard();
    expect(written(root)).toEqual({ index: 'all', ...Object.fromEntries(files(1500)) });
  });

  it('that nobody wants leave nothing behind, not even the folder', async () => {
    const parent = temporaryFolder();
    const drafts = new Drafts(join(parent, 'out', 'deep'));
    await drafts.begin(files(2));
    await drafts.finish();
    drafts.discard();
    expect(readdirSync(parent)).toEqual([]);
    // What somebody else has in it stays.
    const others = new Drafts(join(parent, 'out'));
    await others.begin(files(2));
    writeFileSync(join(parent, 'out', 'mine.txt'), '');
    others.discard();
    expect(written(parent)).toEqual({ 'out/mine.txt': '' });
  });

  it('that cannot begin are none: who writes says what is wrong', async () => {
    const root = join(temporaryFolder(), 'out');
    writeFileSync(root, 'a file');
    const drafts = new Drafts(root);
    await drafts.begin(files(2));
    expect(drafts.of('apps/0.yaml')).toBeUndefined();
    expect(await drafts.finish()).toBeUndefined();
    drafts.discard();
    expect(readFileSync(root, 'utf8')).toBe('a file');
  });

  it('of a process that is no more go with the next verb; those of one that lives, and of another machine, stay', async () => {
    const root = temporaryFolder();
    const folder = (name: string): string => {
      const path = join(root, '.plimsoll', 'tmp', name);
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, '0'), 'text');
      return path;
    };
    const host = encodeURIComponent(hostname());
    const gone = folder(`draft-999999999-${host}`);
    const alive = folder(`draft-${process.ppid}-${host}`);
    const elsewhere = folder('draft-7-elsewhere');
    await settle(root);
    expect([gone, alive, elsewhere].map((path) => existsSync(path))).toEqual([false, true, true]);
    const before = statSync(elsewhere).mtimeMs / 1000 - 3600;
    utimesSync(elsewhere, before, before);
    await settle(root);
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('of a render that turns out wrong leave the project as it was', () => {
    const { folder, plimsoll } = synthProject({
      'stacks/shop.stack.ts': configMaps({ web: '1', 'Not A Name': '2' }),
    });
    const before = readdirSync(folder);
    const { code, err } = plimsoll(['synth']);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('api/bad-name') });
    expect(readdirSync(folder)).toEqual(before);
    // Where there is an output already, nothing of the run is left in it.
    mkdirSync(join(folder, 'out'));
    expect(plimsoll(['synth']).code).toBe(1);
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });

  it('are known to be lost when somebody has taken them away', async () => {
    const root = temporaryFolder();
    const drafts = new Drafts(root);
    expect(drafts.areLost).toBe(false);
    await drafts.begin(files(1));
    expect(drafts.areLost).toBe(false);
    rmSync(join(root, '.plimsoll'), { recursive: true });
    expect(drafts.areLost).toBe(true);
    drafts.discard();
  });
});
