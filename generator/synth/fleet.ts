import type { Finding } from '../core/finding.ts';
import { bundlesOf } from '../model/walk.ts';
import type { Pins } from '../pins/pins.ts';
import type { Provenance } from '../project/provenance.ts';
import type { Index } from '../write/ownership.ts';
import { type Chosen, type Everything, type Gathered, gather } from './gather.ts';
import type { Project } from './project.ts';

export interface Fleet {
  /** Every cluster that is known. */
  readonly fleet: readonly Gathered[];
  /** Those of the stacks that were named. */
  readonly mine: readonly Gathered[];
  readonly pins: Pins;
  readonly provenance: ReadonlyMap<string, () => Provenance>;
  readonly findings: readonly Finding[];
}

/** Named stacks are loaded alone, unless their clusters have to do with others: a control plane says what it applies. */
export async function gatherFleet(
  request: Chosen,
  { root, config, cache }: Project,
  indexes: readonly Index[],
): Promise<Fleet> {
  const named = await gather(root, config, request, cache);
  if (request.stacks.length === 0 || !named.clusters.some((each) => isConnected(each, indexes)))
    return { ...named, fleet: named.clusters, mine: named.clusters };
  const all: Everything = await gather(root, config, { ...request, stacks: [] }, cache);
  const stacks = new Set(named.clusters.map(({ stack }) => stack));
  return {
    fleet: all.clusters,
    mine: all.clusters.filter(({ stack }) => stacks.has(stack)),
    findings: named.findings,
    pins: named.pins,
    provenance: all.provenance,
  };
}

/** Whether what is rendered of a cluster depends on others. */
export function isConnected({ built: { model } }: Gathered, indexes: readonly Index[]): boolean {
  if (model.options.gitops.controlPlane !== undefined) return true;
  for (const { bundle } of bundlesOf(model)) if (bundle.options.after !== undefined) return true;
  const written = indexes.find(({ cluster }) => cluster === model.name)?.files ?? new Map();
  return [...written].some(
    ([path, { owner }]) => owner === model.name && /(^|\/)cluster-[^/]+\.yaml$/.test(path),
  );
}
