import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';

/** When a bundle is applied, at the earliest: after everything it waits for. */
export interface TimelineEntry {
  readonly bundle: string;
  readonly node: string;
  /** 0 begins at once; each further step waits for one before. */
  readonly step: number;
  readonly after: readonly string[];
  /** The umbrella that applies it. */
  readonly within?: string;
}

/** What will be applied when: by dependsOn, and a child when its umbrella begins. Earliest first, then by name. */
export function timeline(cluster: ClusterModel): readonly TimelineEntry[] {
  const bundles = new Map([...bundlesOf(cluster)].map((at) => [at.bundle.name, at]));
  const steps = new Map<string, number>();
  const done = new Map<string, number>();
  const begins = (name: string): number => {
    const known = steps.get(name);
    if (known !== undefined) return known;
    steps.set(name, 0);
    const at = bundles.get(name);
    const umbrella = at?.umbrellas.at(-1)?.name;
    const waits = (at?.bundle.dependsOn ?? []).map((needed) => ready(needed) + 1);
    const step = Math.max(0, ...(umbrella === undefined ? [] : [begins(umbrella)]), ...waits);
    steps.set(name, step);
    return step;
  };
  // An umbrella is ready when its children are.
  const ready = (name: string): number => {
    const known = done.get(name);
    if (known !== undefined) return known;
    done.set(name, 0);
    const step = Math.max(
      begins(name),
      ...(bundles.get(name)?.bundle.bundles ?? []).map((child) => ready(child.name)),
    );
    done.set(name, step);
    return step;
  };
  return [...bundles.values()]
    .map(({ bundle, nodes, umbrellas }) => ({
      bundle: bundle.name,
      node: nodes.map(({ name }) => name).join('/'),
      step: begins(bundle.name),
      after: bundle.dependsOn,
      ...(umbrellas.length === 0 ? {} : { within: umbrellas.at(-1)?.name as string }),
    }))
    .sort((a, b) => a.step - b.step || (a.bundle < b.bundle ? -1 : 1));
}
