import { byText } from '../core/compare.ts';
import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';
import type { Gathered } from './gather.ts';
import { bundleOf } from './side.ts';

export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Some nodes of a cluster, which a shard renders. */
export interface ClusterPart extends Shard {
  /** Whether it is what belongs to an owner, as an index names it: bundle/application, or the cluster. */
  readonly holds: (owner: string) => boolean;
}

export interface Dealt {
  readonly clusters: readonly Gathered[];
  /** Of clusters that several shards have, what this one has. */
  readonly parts: ReadonlyMap<string, ClusterPart>;
}

/**
 * What one of several shards renders: whole clusters where there are enough of them, else nodes. Each has about as many applications as
 * the others; the same everywhere, whatever order stacks are loaded in.
 */
export function deal(all: readonly Gathered[], shard: Shard): Dealt {
  const clusters = all.toSorted((a, b) => byText(a.built.model.name, b.built.model.name));
  const weights = clusters.map(({ built }) => weightOf(built.model));
  if (shard.of <= clusters.length) {
    const mine = inHands(weights, shard.of)[shard.index - 1] ?? [];
    return { clusters: mine.map((index) => clusters[index] as Gathered), parts: new Map() };
  }
  let before = 0;
  for (const [index, count] of counts(clusters, weights, shard.of).entries()) {
    const each = clusters[index] as Gathered;
    const own = shard.index - before;
    before += count;
    if (own < 1 || own > count) continue;
    const parts =
      count === 1
        ? []
        : [[each.built.model.name, partOf(each.built.model, { index: own, of: count })] as const];
    return { clusters: [each], parts: new Map(parts) };
  }
  return { clusters: [], parts: new Map() };
}

/** How many shards each cluster has: one, and of those that are left the more the larger it is; none more than it has nodes. */
function counts(
  clusters: readonly Gathered[],
  weights: readonly number[],
  shards: number,
): readonly number[] {
  const counts = clusters.map(() => 1);
  const most = clusters.map(({ built }) => Math.max(1, built.model.nodes.length));
  for (let left = shards - clusters.length; left > 0; left--) {
    let next = -1;
    for (const [index, weight] of weights.entries()) {
      if ((counts[index] as number) >= (most[index] as number)) continue;
      const load = weight / (counts[index] as number);
      if (next < 0 || load > (weights[next] as number) / (counts[next] as number)) next = index;
    }
    if (next < 0) break;
    counts[next] = (counts[next] as number) + 1;
  }
  return counts;
}

function partOf(model: ClusterModel, shard: Shard): ClusterPart {
  const order = model.nodes.toSorted((a, b) => byText(a.name, b.name));
  const loads = order.map((node) => [...bundlesOf({ ...model, nodes: [node] })].reduce(countOf, 1));
  const mine = new Set(inHands(loads, shard.of)[shard.index - 1]?.map((index) => order[index]?.name));
  const others = new Set<string>();
  const held = new Set<string>();
  for (const { bundle, nodes } of bundlesOf(model)) {
    const [node] = nodes;
    (node !== undefined && mine.has(node.name) ? held : others).add(bundle.name);
  }
  return {
    ...shard,
    holds: (owner) => {
      const bundle = bundleOf(owner);
      if (bundle !== undefined && held.has(bundle)) return true;
      // What is of no bundle that is there is the first one's: the engine's files, and bundles that are gone.
      return shard.index === 1 && (bundle === undefined || !others.has(bundle));
    },
  };
}

function weightOf(model: ClusterModel): number {
  return [...bundlesOf(model)].reduce(countOf, 1);
}

function countOf(
  sum: number,
  { bundle }: { readonly bundle: { readonly applications: readonly unknown[] } },
): number {
  return sum + bundle.applications.length;
}

/** Indexes of weights in as many hands: the heaviest first, each to the hand that has least. */
function inHands(weights: readonly number[], hands: number): readonly (readonly number[])[] {
  const dealt = Array.from({ length: hands }, () => ({ load: 0, indexes: [] as number[] }));
  const order = weights.map((weight, index) => ({ weight, index })).sort((a, b) => b.weight - a.weight);
  for (const { weight, index } of order) {
    const least = dealt.reduce((best, each) => (each.load < best.load ? each : best));
    least.load += weight;
    least.indexes.push(index);
  }
  return dealt.map(({ indexes }) => indexes.sort((a, b) => a - b));
}
