import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, exclusively } from '../../generator/write/apply.ts';
import type { WantedCluster } from '../../generator/write/decide.ts';
import { plan } from '../../generator/write/plan.ts';
import { Tree } from '../../generator/write/tree.ts';
import { treeOf } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

type Model = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Clusters, their files and texts: few names, so that models overlap. */
const model: fc.Arbitrary<Model> = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.dictionary(fc.constantFrom('x', 'y/z', 'y/w', 'y/v/u', 't'), fc.constantFrom('1', '2', '3'), {
    maxKeys: 4,
  }),
  { maxKeys: 3 },
);

const foreign = { 'readme.md': 'mine', 'a/notes.txt': 'mine', 'b/y/own.yaml': 'mine' };

function wantedOf(clusters: Model): readonly WantedCluster[] {
  return Object.entries(clusters).map(([cluster, files]) => ({
    cluster,
    environment: 'default',
    files: new Map(
      Object.entries(files).map(([path, content]) => [`${cluster}/${path}`, { content, owner: 'web/web' }]),
    ),
  }));
}

async function write(root: string, clusters: Model): Promise<void> {
  const tree = new Tree(root);
  const indexes = tree.indexes();
  const gone = new Set(
    indexes.map(({ cluster }) => cluster).filter((name) => !Object.hasOwn(clusters, name)),
  );
  const decided = plan({
    wanted: wantedOf(clusters),
    indexes,
    gone,
    found: (path) => tree.found(path),
    overwrite: false,
  });
  expect(decided.findings).toEqual([]);
  await exclusively(root, () => apply(root, decided));
}

describe('the law of removal (L10)', () => {
  it('whatever was written before: the tree is what the model holds, and what others wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(model, { minLength: 1, maxLength: 4 }), async (models) => {
        const root = temporaryFolder();
        for (const [path, text] of Object.entries(foreign)) {
          mkdirSync(dirname(join(root, path)), { recursive: true });
          writeFileSync(join(root, path), text);
        }
        for (const each of models) await write(root, each);
        const last = models.at(-1) as Model;
        const expected = new Map<string, string>(Object.entries(foreign));
        for (const [cluster, files] of Object.entries(last))
          for (const [path, text] of Object.entries(files)) expected.set(`${cluster}/${path}`, text);
        const found = new Map([...treeOf(root)].filter(([path]) => !path.startsWith('.plimsoll/')));
        expect([...found].sort()).toEqual([...expected].sort());
        for (const cluster of Object.keys(last))
          expect(readFileSync(join(root, '.plimsoll/owned', cluster), 'utf8').split('\n').length - 3).toBe(
            Object.keys(last[cluster] ?? {}).length,
          );
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
