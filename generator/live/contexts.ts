import { contextsIn, ofPod } from '../cluster/client.ts';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import type { Project } from '../synth/project.ts';

/** Which clusters are to be asked, and how. */
export interface Reach {
  readonly kubeconfig: string | undefined;
  /** For the one cluster that is rendered; absent: as the config says, or of the cluster's name. */
  readonly context: string | undefined;
  /** How many questions at a time, of each cluster. */
  readonly concurrency: number;
  /** Of one question, in milliseconds. */
  readonly timeout: number;
  /** As whom objects are applied; absent: as the cluster's engine. */
  readonly manager: string | undefined;
}

/** The context of each cluster; all that have none are said at once. */
export async function contextsFor(
  clusters: readonly string[],
  { config }: Project,
  { kubeconfig, context }: Reach,
): Promise<ReadonlyMap<string, string>> {
  if (context !== undefined) {
    const [only, ...others] = clusters;
    if (others.length > 0)
      throw new Problem([
        finding(
          'cluster/no-context',
          `${context} is one context, and ${clusters.length} clusters are rendered`,
          {
            fix: `choose one with -l cluster=${only}, or map them: contexts: { ${only}: '${context}', … }`,
          },
        ),
      ]);
    return new Map(only === undefined ? [] : [[only, context]]);
  }
  const known = new Set(await contextsIn(kubeconfig));
  // In a pod there is one cluster, and it has no name.
  const [own, ...more] = clusters;
  if (known.has(ofPod) && known.size === 1 && own !== undefined && more.length === 0)
    return new Map([[own, ofPod]]);
  const named = clusters.map((cluster) => [cluster, config.contexts[cluster] ?? cluster] as const);
  const missing = named.filter(([, name]) => !known.has(name));
  if (missing.length === 0) return new Map(named);
  throw new Problem(
    missing.map(([cluster, name]) =>
      finding('cluster/no-context', `the kubeconfig has no context ${name} for the cluster ${cluster}`, {
        fix: `there are ${[...known].join(', ') || 'none'}; map it in the config: contexts: { '${cluster}': … }, or give --context`,
      }),
    ),
  );
}
