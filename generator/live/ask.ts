import { type Connection, connect } from '../cluster/connection.ts';
import { dryRun, type Verdict } from '../cluster/dry-run.ts';
import { inParallel } from '../cluster/parallel.ts';
import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import type { ProjectRender } from '../synth/render-project.ts';
import { withoutIgnored } from '../validate/sieve/ignore.ts';
import { contextsFor, type Reach } from './contexts.ts';
import { managerOf, type RenderedSubject, subjectsOf } from './subjects.ts';

/** Clusters that are asked side by side. */
const clustersAtOnce = 4;

/** What one cluster says of what is rendered for it. */
export interface Asked<T> {
  readonly cluster: string;
  readonly connection: Connection;
  readonly found: T;
}

/** What the clusters say; one that cannot be asked does not keep the others from it. */
export interface Runs<T> {
  readonly runs: readonly Asked<T>[];
  /** Why others say nothing. */
  readonly unasked: readonly Finding[];
}

/** Does the same in every cluster that is rendered. */
export async function inClusters<T>(
  render: ProjectRender,
  reach: Reach,
  work: (
    connection: Connection,
    subjects: readonly RenderedSubject[],
    options: { readonly manager: string; readonly concurrency: number },
  ) => Promise<T>,
): Promise<Runs<T>> {
  const subjects = subjectsOf(render);
  const clusters = render.clusters.map(({ built }) => built.model.name);
  const contexts = await contextsFor(clusters, render.project, reach);
  const { kubeconfig, concurrency, timeout } = reach;
  const unasked: Finding[] = [];
  const runs = await inParallel(clusters, clustersAtOnce, async (cluster): Promise<readonly Asked<T>[]> => {
    const mine = subjects.get(cluster) ?? [];
    try {
      const connection = await connect({ kubeconfig, context: contexts.get(cluster) }, { timeout });
      const manager = reach.manager ?? managerOf(mine[0]);
      return [{ cluster, connection, found: await work(connection, mine, { manager, concurrency }) }];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      unasked.push(...error.findings);
      return [];
    }
  });
  return { runs: runs.flat(), unasked };
}

export type DryRun = Asked<readonly Verdict<RenderedSubject>[]>;

export function dryRunOf(
  render: ProjectRender,
  reach: Reach,
): Promise<Runs<readonly Verdict<RenderedSubject>[]>> {
  return inClusters(render, reach, dryRun);
}

/** Everything that was found, less what the project lives with. */
export function findingsIn(
  { runs, unasked }: Runs<readonly Verdict<RenderedSubject>[]>,
  { project }: ProjectRender,
  today: string,
): readonly Finding[] {
  const found = runs.flatMap((each) => each.found.flatMap(({ findings }) => findings));
  const said = new Set(found);
  // An ignore that is for what offline checks find is not unused here.
  const left = withoutIgnored(found, project.config.validate.ignore ?? [], today);
  return [...unasked, ...left.filter((each) => said.has(each))];
}
