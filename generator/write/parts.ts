import { mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { joinPath } from '../core/path.ts';
import { type Index, indexPath, type Owned, parseIndex, partsFolder, printIndex } from './ownership.ts';

/**
 * A run that renders some nodes of a cluster says so in a file of its own: several machines render one cluster, and nobody writes what another
 * writes. Where all parts have come together they become the index.
 */
export interface Part {
  readonly index: number;
  readonly of: number;
  /** Its file, below the output. */
  readonly path: string;
  readonly owned: Index;
}

/** The parts of clusters that lie in an output. */
export function partsIn(root: string): ReadonlyMap<string, readonly Part[]> {
  return new Map(
    names(join(root, partsFolder)).map((cluster) => [
      cluster,
      names(join(root, partsFolder, cluster)).flatMap((name): readonly Part[] => {
        const [, index, of] = /^(\d+)-of-(\d+)$/.exec(name) ?? [];
        if (index === undefined) return [];
        const path = joinPath(partsFolder, cluster, name);
        const owned = parseIndex(cluster, readFileSync(join(root, path), 'utf8'));
        return [{ index: Number(index), of: Number(of), path, owned }];
      }),
    ]),
  );
}

/** Whether there is anything to be joined. */
export function isJoinable(root: string): boolean {
  return [...partsIn(root).values()].some((parts) => complete(parts) !== undefined);
}

/** Makes an index of parts that are complete. Killed in between, the next run does it again. */
export function joinParts(root: string): void {
  for (const [cluster, parts] of partsIn(root)) {
    const whole = complete(parts);
    if (whole === undefined) continue;
    const path = join(root, indexPath(cluster));
    mkdirSync(dirname(path), { recursive: true });
    const { environment } = whole[0]?.owned ?? { environment: 'default' };
    writeFileSync(`${path}.new`, printIndex({ cluster, environment, files: filesOf(whole) }));
    renameSync(`${path}.new`, path);
    for (const each of parts) rmSync(join(root, each.path), { force: true });
    for (const folder of [joinPath(partsFolder, cluster), partsFolder])
      try {
        rmdirSync(join(root, folder));
      } catch {
        // other clusters' parts
      }
  }
}

/** What an index says, and what parts say since. */
export function withParts(index: Index, parts: readonly Part[]): Index {
  if (parts.length === 0) return index;
  return { ...index, files: new Map([...index.files, ...filesOf(parts)]) };
}

function filesOf(parts: readonly Part[]): ReadonlyMap<string, Owned> {
  return new Map(parts.flatMap(({ owned }) => [...owned.files]));
}

/** Parts that are all of a cluster. */
function complete(parts: readonly Part[]): readonly Part[] | undefined {
  for (const count of new Set(parts.map(({ of }) => of))) {
    const same = parts.filter(({ of }) => of === count);
    if (new Set(same.map(({ index }) => index)).size === count) return same;
  }
  return undefined;
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
