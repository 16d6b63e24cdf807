import type { KubeConfig } from '@kubernetes/client-node';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';

/** Where to look for a cluster: a kubeconfig, and which of its contexts. */
export interface Wanted {
  /** The file; absent: KUBECONFIG, `~/.kube/config`, or the account of the pod that this runs in. */
  readonly kubeconfig: string | undefined;
  /** Absent: the one that is current. */
  readonly context: string | undefined;
}

/** The kubeconfig as the client library reads it. The library is loaded here and nowhere else. */
async function loaded(kubeconfig: string | undefined): Promise<KubeConfig> {
  const { KubeConfig: Config } = await library();
  const config = new Config();
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(kubeconfig);
  } catch (error) {
    throw new Problem([
      finding('cluster/no-context', `the kubeconfig cannot be read: ${(error as Error).message}`, {
        fix: 'give a file with --kubeconfig, or in KUBECONFIG',
      }),
    ]);
  }
  // Where the library finds nothing it makes something up.
  if (config.getCurrentContext() === madeUp)
    throw new Problem([
      finding('cluster/no-context', 'there is no kubeconfig, and this runs in no pod', {
        fix: 'give a file with --kubeconfig, or in KUBECONFIG',
      }),
    ]);
  return config;
}

const madeUp = 'loaded-context';

/** The one context of a pod: the cluster that it runs in, as its account. */
export const ofPod = 'inClusterContext';

/** A kubeconfig with a context chosen. */
export async function kubeConfigFor({ kubeconfig, context }: Wanted): Promise<KubeConfig> {
  const config = await loaded(kubeconfig);
  if (context !== undefined) {
    const names = config.getContexts().map(({ name }) => name);
    if (!names.includes(context)) throw new Problem([noContext(context, names)]);
    config.setCurrentContext(context);
  }
  if (config.getCurrentCluster() === null)
    throw new Problem([noContext(context ?? config.getCurrentContext(), [])]);
  return config;
}

/** The names of contexts that a kubeconfig has. */
export async function contextsIn(kubeconfig: string | undefined): Promise<readonly string[]> {
  const config = await loaded(kubeconfig);
  return config.getContexts().map(({ name }) => name);
}

function noContext(context: string | undefined, names: readonly string[]): ReturnType<typeof finding> {
  const there = names.length === 0 ? undefined : `there are ${names.join(', ')}`;
  return finding(
    'cluster/no-context',
    context === undefined || context === ''
      ? 'the kubeconfig has no current context'
      : `the kubeconfig has no context ${context}, or none with a cluster`,
    { fix: didYouMean(context ?? '', names) ?? there ?? 'name one with --context' },
  );
}

async function library(): Promise<typeof import('@kubernetes/client-node')> {
  try {
    return await import('@kubernetes/client-node');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Problem([
      finding('cluster/no-client', 'clusters are reached through a package that is not installed', {
        fix: 'npm install --save-dev @kubernetes/client-node@1',
      }),
    ]);
  }
}
