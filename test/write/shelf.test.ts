import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../generator/core/sha256.ts';
import { indexPath, parseIndex, printIndex } from '../../generator/write/ownership.ts';
import { Moved, Shelf } from '../../generator/write/shelf.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Three clusters whose indexes are more than is kept at once. */
function outputOfMany(): { readonly root: string; readonly texts: ReadonlyMap<string, string> } {
  const root = temporaryFolder();
  const texts = new Map<string, string>();
  for (const cluster of ['a', 'b', 'c']) {
    const files = new Map(
      Array.from({ length: 9000 }, (_, index) => [
        `${cluster}/apps/${index}.yaml`,
        { sha256: sha256Of(`${cluster} ${index}`), owner: 'web/web' },
      ]),
    );
    const text = printIndex({ cluster, environment: 'blue', files });
    texts.set(cluster, text);
    mkdirSync(dirname(join(root, indexPath(cluster))), { recursive: true });
    writeFileSync(join(root, indexPath(cluster)), text);
  }
  return { root, texts };
}

describe('a shelf of indexes', () => {
  it('says what the disk says, however often it has put one back', () => {
    const { root, texts } = outputOfMany();
    const shelf = new Shelf(root);
    const all = [...texts].map(([cluster, text]) => ({ text, written: shelf.written(cluster) }));
    for (const _ of [1, 2])
      for (const { text, written } of all) {
        const { cluster, environment, conflicted, files } = written.index;
        expect({ cluster, environment, conflicted, files }).toEqual(parseIndex(cluster, text));
        expect(written.text()).toBe(text);
        expect(written.sha256).toBe(sha256Of(text));
      }
  });

  it('does not mix what it has read with what somebody has written since', () => {
    const { root } = outputOfMany();
    const shelf = new Shelf(root);
    const [a, b, c] = ['a', 'b', 'c'].map((cluster) => shelf.written(cluster));
    for (const cluster of ['a', 'b', 'c']) writeFileSync(join(root, indexPath(cluster)), '# another\n');
    // These are at hand.
    expect([b, c].map((each) => each?.index.files.size)).toEqual([9000, 9000]);
    expect(() => a?.index.files).toThrow(Moved);
    rmSync(join(root, indexPath('a')));
    expect(() => a?.text()).toThrow('has become another while this run was at work');
  });

  it('reads the head of an index that git left in two', () => {
    const root = temporaryFolder();
    mkdirSync(dirname(join(root, indexPath('a'))), { recursive: true });
    const line = (name: string): string => `${name}\t${sha256Of(name)}\tweb/web\n`;
    const text = `# cluster a, environment blue\r\n<<<<<<< ours\n${line('x')}=======\n${line('y')}>>>>>>> theirs\n`;
    writeFileSync(join(root, indexPath('a')), text);
    const { index } = new Shelf(root).written('a');
    expect(index).toMatchObject({ environment: 'blue', conflicted: true });
    expect([...index.files.keys()]).toEqual(['x', 'y']);
    // A file may be called what it likes.
    writeFileSync(join(root, indexPath('a')), line('======= x'));
    expect(new Shelf(root).written('a').index.conflicted).toBe(false);
  });
});
