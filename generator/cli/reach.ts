import type { Reach } from '../live/contexts.ts';
import type { Request } from '../synth/synth.ts';
import { usage } from './usage.ts';

/** What every verb that asks a cluster is called with. */
export const reachOptions = {
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  concurrency: { type: 'string' },
  timeout: { type: 'string' },
  'field-manager': { type: 'string' },
} as const;

export const reachHelp = `      --context NAME     of the kubeconfig, for the one cluster that is rendered; else the config's contexts, or that of the
                         cluster's name
      --kubeconfig FILE  instead of KUBECONFIG, ~/.kube/config, or the account of the pod this runs in
      --field-manager M  as whom objects are applied (default: as the cluster's engine applies them)
      --concurrency N    questions at a time, of each cluster (default 16)
      --timeout N        seconds to wait for an answer (default 30)`;

interface Values {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly concurrency?: string;
  readonly timeout?: string;
  readonly 'field-manager'?: string;
}

export function reachOf(verb: string, values: Values): Reach {
  const manager = values['field-manager'];
  if (manager !== undefined && (manager.trim() === '' || manager.length > 128))
    throw usage(`${verb}: --field-manager is a name of at most 128 characters`);
  return {
    kubeconfig: values.kubeconfig,
    context: values.context,
    concurrency: count(verb, 'concurrency', values.concurrency, 16, 256),
    timeout: count(verb, 'timeout', values.timeout, 30, 3600) * 1000,
    manager,
  };
}

function count(verb: string, name: string, text: string | undefined, usual: number, most: number): number {
  if (text === undefined) return usual;
  const number = /^[1-9]\d*$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= most)) throw usage(`${verb}: --${name} is a number up to ${most}, not ${text}`);
  return number;
}

/** Of verbs that write afterwards: asked only where it is wanted. */
export const serverOptions: typeof reachOptions & {
  readonly 'server-dry-run': { readonly type: 'boolean' };
} = { ...reachOptions, 'server-dry-run': { type: 'boolean' } };

export const serverHelp = `      --server-dry-run   ask the API servers first, as dry-run does; with its --context, --kubeconfig, --field-manager,
                         --concurrency and --timeout. Nothing is written where one refuses`;

/** What servers are asked before anything is written; nothing is loaded where nobody wants it. */
export function serversOf(
  verb: string,
  values: Values & { readonly 'server-dry-run'?: boolean },
  today: string,
): Pick<Request, 'servers'> {
  if (values['server-dry-run'] !== true) {
    const given = Object.keys(reachOptions).find((name) => values[name as keyof Values] !== undefined);
    if (given !== undefined) throw usage(`${verb}: --${given} goes with --server-dry-run`);
    return {};
  }
  const reach = reachOf(verb, values);
  return {
    servers: async (render) => {
      const { dryRunOf, findingsIn } = await import('../live/ask.ts');
      return findingsIn(await dryRunOf(render, reach), render, today);
    },
  };
}
