import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { sha256Of } from '../core/sha256.ts';
import { type Contents, committedFiles, committedNames, isToBeCommitted } from '../project/committed.ts';
import { indexFolder, indexPath, parseIndex } from '../write/ownership.ts';
import type { Tree } from '../write/tree.ts';
import { nothing, ownedIn, type Recorded, recorded } from './side.ts';

/**
 * What is committed of an output, at a revision that was named or at HEAD; the output as it is on disk where nobody commits it: it is in
 * no repository, or ignored by it. Of some clusters, or of all that are there.
 */
export async function beforeOf(
  output: string,
  clusters: readonly string[] | 'all',
  tree: Tree,
  revision: string | undefined,
): Promise<Recorded> {
  const read = (paths: readonly string[]): Promise<Contents | undefined> =>
    committedFiles(output, revision ?? 'HEAD', paths);
  const names = clusters === 'all' ? await committedNames(output, revision ?? 'HEAD', indexFolder) : clusters;
  const texts = names === undefined ? undefined : await read(names.map(indexPath));
  if (names === undefined || texts === undefined || (texts.size === 0 && revision === undefined)) {
    if (texts === undefined && revision !== undefined) throw new Problem([noRevision(revision)]);
    return (await isToBeCommitted(output)) ? nothing : onDisk(tree, clusters);
  }
  const indexes = names.flatMap((cluster) => {
    const text = texts.get(indexPath(cluster));
    return text === undefined ? [] : [parseIndex(cluster, text)];
  });
  const owned = ownedIn(indexes);
  return recorded(indexes, async (paths) => {
    // Most of what is committed lies on the disk as it was written: that is read sooner than git can be asked.
    const near = new Map(
      [...contentsOn(tree, paths)].filter(([path, text]) => sha256Of(text) === owned(path)?.sha256),
    );
    const far = paths.filter((path) => !near.has(path));
    return far.length === 0 ? near : new Map([...near, ...((await read(far)) ?? [])]);
  });
}

/** The output as it was written last. */
export function onDisk(tree: Tree, clusters: readonly string[] | 'all'): Recorded {
  const indexes = tree.indexes().filter(({ cluster }) => clusters === 'all' || clusters.includes(cluster));
  return recorded(indexes, async (paths) => contentsOn(tree, paths));
}

function contentsOn(tree: Tree, paths: readonly string[]): Contents {
  return new Map(
    paths.flatMap((path) => {
      const found = tree.found(path);
      return found.is === 'file' ? [[path, new TextDecoder().decode(found.content)] as const] : [];
    }),
  );
}

function noRevision(revision: string): ReturnType<typeof finding> {
  return finding('cli/unknown-revision', `git knows no revision ${revision} of the output`, {
    fix: 'name a commit, branch or tag that is there: a shallow clone has few (git fetch)',
  });
}
