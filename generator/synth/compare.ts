import { byText } from '../core/compare.ts';
import { grouped } from '../core/group.ts';
import type { ClusterSides, Placed } from '../difference/placed.ts';
import { keyOf } from '../validate/immutable/kept.ts';
import { prunesBy } from './prunes.ts';
import type { Side, SideFile } from './side.ts';

export interface Compared {
  /** Clusters that are on both sides, or new, with what differs in each. */
  readonly clusters: readonly ClusterSides[];
  /** Clusters that nobody renders any more: what is in them stays, because nobody is left who would delete it. */
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** What differs between two outputs: only files that are not the same are read. `asked` answers whether a cluster is spoken of. */
export async function compareSides(
  before: Side,
  after: Side,
  asked: (file: SideFile) => boolean = () => true,
): Promise<Compared> {
  const [were, are] = [clustersOf(before, asked), clustersOf(after, asked)];
  const gone = [...were].filter((cluster) => !are.has(cluster) && are.size > 0);
  const left = new Set(gone);
  const wanted = (side: Side): readonly (readonly [string, SideFile])[] =>
    [...side.files].filter(([, file]) => asked(file) && !left.has(file.cluster));
  const [then, now] = [
    wanted(before).filter(([path, file]) => !isSame(file, after.files.get(path))),
    wanted(after).filter(([path, file]) => !isSame(file, before.files.get(path))),
  ];
  const [removed, added, engine] = await Promise.all([
    before.read(pathsOf(then)),
    after.read(pathsOf(now)),
    after.read(pathsOf(wanted(after).filter(([, { owner }]) => isEngines(owner)))),
  ]);
  return {
    clusters: sidesOf(byCluster(removed, before), byCluster(added, after), byCluster(engine, after)),
    gone: gone.sort(byText),
    come: [...are].filter((cluster) => !were.has(cluster) && were.size > 0).sort(byText),
  };
}

/** Clusters of one side beside each other, each with the one it is compared to. */
export async function compareClusters(
  side: Side,
  pairs: readonly (readonly [string, string])[],
): Promise<readonly ClusterSides[]> {
  const read = async (cluster: string): Promise<readonly Placed[]> =>
    side.read([...side.files].filter(([, file]) => file.cluster === cluster).map(([path]) => path));
  return Promise.all(
    pairs.map(async ([one, other]) => ({
      cluster: `${one}..${other}`,
      before: await read(one),
      after: await read(other),
      names: { before: one, after: other },
    })),
  );
}

function sidesOf(
  before: ReadonlyMap<string, readonly Placed[]>,
  after: ReadonlyMap<string, readonly Placed[]>,
  engine: ReadonlyMap<string, readonly Placed[]>,
): readonly ClusterSides[] {
  // Whose cluster nobody knows: where the same is there twice, folders tell.
  const split = [before, after].some((side) => isTwice(side.get('') ?? []));
  const [then, now] = split ? [byFolder(before), byFolder(after)] : [before, after];
  const names = [...new Set([...then.keys(), ...now.keys()])].sort(byText);
  return names.map((cluster) => {
    const was = then.get(cluster) ?? [];
    const prunes = prunesBy(
      was.map(({ object }) => object),
      (engine.get(cluster) ?? []).map(({ object }) => object),
    );
    return {
      cluster,
      before: was.map((each) => ({ ...each, prunes: prunes(each.owner) })),
      after: now.get(cluster) ?? [],
    };
  });
}

function clustersOf({ files }: Side, asked: (file: SideFile) => boolean): ReadonlySet<string> {
  return new Set([...files.values()].filter(asked).map(({ cluster }) => cluster));
}

function isSame(file: SideFile, other: SideFile | undefined): boolean {
  return other !== undefined && file.sha256 === other.sha256 && file.owner === other.owner;
}

function pathsOf(files: readonly (readonly [string, SideFile])[]): readonly string[] {
  return files.map(([path]) => path);
}

function byCluster(placed: readonly Placed[], { files }: Side): ReadonlyMap<string, readonly Placed[]> {
  return grouped(placed, ({ file }) => files.get(file)?.cluster ?? '');
}

function byFolder(sides: ReadonlyMap<string, readonly Placed[]>): ReadonlyMap<string, readonly Placed[]> {
  return grouped([...sides.values()].flat(), ({ file }) => file.slice(0, Math.max(0, file.indexOf('/'))));
}

function isTwice(placed: readonly Placed[]): boolean {
  return new Set(placed.map(({ object }) => keyOf(object))).size < placed.length;
}

/** What the engine itself reads is the cluster's own. */
function isEngines(owner: string): boolean {
  return owner !== '' && !owner.includes('/');
}
