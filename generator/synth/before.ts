import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { sha256Of } from '../core/sha256.ts';
import {
  type Contents,
  committedFiles,
  committedIds,
  committedNames,
  idOf,
  isToBeCommitted,
} from '../project/committed.ts';
import { type Index, indexFolder, indexPath, parseIndex } from '../write/ownership.ts';
import type { Tree } from '../write/tree.ts';
import { nothing, ownedIn, recorded, type Side } from './side.ts';

/**
 * What is committed of an output, at a revision that was named or at HEAD; the output as it is on disk where nobody commits it: it is in
 * no repository, or ignored by it. Of all clusters that are there.
 */
export async function beforeOf(output: string, tree: Tree, revision: string | undefined): Promise<Side> {
  const committed = new Committed(output, revision ?? 'HEAD', tree);
  const names = await committedNames(output, revision ?? 'HEAD', indexFolder);
  const texts = names === undefined ? undefined : await committed.read(names.map(indexPath));
  if (names === undefined || texts === undefined || (texts.size === 0 && revision === undefined))
    return (await elsewhere(output, texts !== undefined, revision)) ?? onDisk(tree);
  return committed.of(
    names.flatMap((cluster) => {
      const text = texts.get(indexPath(cluster));
      return text === undefined ? [] : [parseIndex(cluster, text)];
    }),
  );
}

/** So many clusters are asked for at once: each question is a program that has to start. */
const atOnce = 16;

/** The same of some clusters, one after the other in this order: nothing is held of those that are done. */
export async function beforeEach(
  output: string,
  names: readonly string[],
  tree: Tree,
  revision: string | undefined,
): Promise<(cluster: string) => Promise<Side>> {
  const ids = await committedIds(output, revision ?? 'HEAD', indexFolder);
  const isCommitted = ids !== undefined && (revision !== undefined || names.some((name) => ids.has(name)));
  if (!isCommitted) {
    const side = await elsewhere(output, ids !== undefined, revision);
    if (side !== undefined) return async () => side;
    const indexes = new Map(tree.indexes().map((index) => [index.cluster, index]));
    return async (cluster) => ofDisk([indexes.get(cluster) ?? []].flat(), tree);
  }
  const committed = new Committed(output, revision ?? 'HEAD', tree);
  const places = new Map(names.map((name, place) => [name, place]));
  let texts: Contents = new Map();
  return async (cluster) => {
    const id = ids.get(cluster);
    if (id === undefined) return nothing;
    const here = tree.indexed().get(cluster);
    if (here !== undefined && idOf(here.text(), id) === id) return committed.of([here.index]);
    const path = indexPath(cluster);
    if (!texts.has(path)) {
      const place = places.get(cluster) ?? 0;
      const next = names.slice(place, place + atOnce).filter((name) => ids.has(name));
      texts = (await committed.read(next.map(indexPath))) ?? new Map();
    }
    const text = texts.get(path);
    return text === undefined ? nothing : committed.of([parseIndex(cluster, text)]);
  };
}

/** What is looked at where nothing is committed; undefined: the disk. */
async function elsewhere(
  output: string,
  isThere: boolean,
  revision: string | undefined,
): Promise<Side | undefined> {
  if (!isThere && revision !== undefined) throw new Problem([noRevision(revision)]);
  return (await isToBeCommitted(output)) ? nothing : undefined;
}

/** An output as a revision has it. */
class Committed {
  readonly read: (paths: readonly string[]) => Promise<Contents | undefined>;
  readonly #tree: Tree;

  constructor(output: string, revision: string, tree: Tree) {
    this.read = (paths) => committedFiles(output, revision, paths);
    this.#tree = tree;
  }

  of(indexes: readonly Index[]): Side {
    const owned = ownedIn(indexes);
    return recorded(indexes, async (paths) => {
      // Most of what is committed lies on the disk as it was written: that is read sooner than git can be asked.
      const near = new Map(
        [...contentsOn(this.#tree, paths)].filter(([path, text]) => sha256Of(text) === owned(path)?.sha256),
      );
      const far = paths.filter((path) => !near.has(path));
      return far.length === 0 ? near : new Map([...near, ...((await this.read(far)) ?? [])]);
    });
  }
}

/** The output as it was written last. */
export function onDisk(tree: Tree): Side {
  return ofDisk(tree.indexes(), tree);
}

function ofDisk(indexes: readonly Index[], tree: Tree): Side {
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
