import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { type Contents, committedFiles, isToBeCommitted } from '../project/committed.ts';
import { type Index, indexPath, parseIndex } from '../write/ownership.ts';
import type { Tree } from '../write/tree.ts';

/** What is there before a render: which files each cluster had, and what they hold. */
export interface Before {
  /** Undefined of a cluster that is new. */
  index(cluster: string): Index | undefined;
  contents(paths: readonly string[]): Promise<Contents>;
}

/**
 * What is committed of an output, at a revision that was named or at HEAD; the output as it is on disk where nobody commits it: it is in
 * no repository, or ignored by it.
 */
export async function beforeOf(
  output: string,
  clusters: readonly string[],
  tree: Tree,
  revision: string | undefined,
): Promise<Before> {
  const read = (paths: readonly string[]): Promise<Contents | undefined> =>
    committedFiles(output, revision ?? 'HEAD', paths);
  const texts = await read(clusters.map(indexPath));
  if (texts === undefined && revision !== undefined) throw new Problem([noRevision(revision)]);
  if (texts === undefined || (texts.size === 0 && revision === undefined))
    return (await isToBeCommitted(output)) ? nothing : onDisk(tree);
  const indexes = new Map(
    clusters.flatMap((cluster) => {
      const text = texts.get(indexPath(cluster));
      return text === undefined ? [] : [[cluster, parseIndex(cluster, text)] as const];
    }),
  );
  return {
    index: (cluster) => indexes.get(cluster),
    contents: async (paths) => (await read(paths)) ?? new Map(),
  };
}

/** Nothing was committed yet: nobody can have applied it. */
const nothing: Before = { index: () => undefined, contents: async () => new Map() };

function onDisk(tree: Tree): Before {
  const indexes = new Map(tree.indexes().map((index) => [index.cluster, index]));
  return {
    index: (cluster) => indexes.get(cluster),
    contents: async (paths) =>
      new Map(
        paths.flatMap((path) => {
          const found = tree.found(path);
          return found.is === 'file' ? [[path, new TextDecoder().decode(found.content)] as const] : [];
        }),
      ),
  };
}

function noRevision(revision: string): ReturnType<typeof finding> {
  return finding('cli/unknown-revision', `git knows no revision ${revision} of the output`, {
    fix: 'name a commit, branch or tag that is there: a shallow clone has few (git fetch)',
  });
}
