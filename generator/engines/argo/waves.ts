import type { ClusterModel } from '../../model/model.ts';
import { type BundleAt, bundlesOf } from '../../model/walk.ts';

/** A dependsOn that waves cannot keep: which bundle, and what it needs. */
export interface Unordered {
  readonly bundle: BundleAt;
  readonly needs: string;
}

export interface Waves {
  readonly of: (bundle: string) => number;
  readonly unordered: readonly Unordered[];
}

/**
 * Sync waves order the Applications of one parent. A dependsOn that leads out of its parent is lifted: the two
 * ancestors beside each other get the order. Where lifting would close a circle, the order is not guaranteed.
 */
export function wavesOf(cluster: ClusterModel): Waves {
  const bundles = [...bundlesOf(cluster)];
  const byName = new Map(bundles.map((at) => [at.bundle.name, at]));
  const after = new Map<string, Set<string>>(bundles.map(({ bundle }) => [bundle.name, new Set()]));
  const unordered: Unordered[] = [];
  for (const at of bundles)
    for (const needs of at.bundle.dependsOn) {
      const needed = byName.get(needs);
      if (needed === undefined) continue;
      const [later, earlier] = siblings(at, needed);
      if (later === earlier || reaches(after, earlier, later)) unordered.push({ bundle: at, needs });
      else after.get(later)?.add(earlier);
    }
  const waves = new Map<string, number>();
  const wave = (name: string): number => {
    const known = waves.get(name);
    if (known !== undefined) return known;
    waves.set(name, 0);
    const own = byName.get(name)?.bundle.options.wave;
    const least = Math.max(-1, ...[...(after.get(name) ?? [])].map(wave)) + 1;
    const decided = own === undefined ? least : Math.max(own, least);
    waves.set(name, decided);
    return decided;
  };
  return { of: wave, unordered };
}

/** The two ancestors, or bundles themselves, that have one parent. */
function siblings(later: BundleAt, earlier: BundleAt): readonly [string, string] {
  const [left, right] = [path(later), path(earlier)];
  let depth = 0;
  while (depth < left.length - 1 && depth < right.length - 1 && left[depth] === right[depth]) depth++;
  return [left[depth] as string, right[depth] as string];
}

function path({ umbrellas, bundle }: BundleAt): readonly string[] {
  return [...umbrellas.map(({ name }) => name), bundle.name];
}

function reaches(after: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const pending = [from];
  const seen = new Set<string>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...(after.get(next) ?? []));
  }
  return false;
}
