import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { bundlesOf } from '../model/walk.ts';
import type { Share } from '../write/decide.ts';
import type { Drafts } from '../write/drafts.ts';
import { type ClusterRender, type Ground, renderClusters } from './cluster-render.ts';
import type { Gathered } from './gather.ts';
import type { Prepared } from './prepare.ts';
import type { Sayings } from './render-parts.ts';
import { deal } from './shards.ts';
import type { Request } from './synth.ts';

/** What a thread is to render: a request, less what is no data, and clusters by name. */
export interface Errand {
  readonly request: Omit<Request, 'download' | 'stage' | 'servers'>;
  readonly clusters: readonly string[];
}

/** What a thread says: each cluster as soon as it is done, at the end what is said of them. */
export type Said =
  | { readonly cluster: ClusterRender; readonly sayings?: never }
  | { readonly sayings: Sayings; readonly cluster?: never };

/** A thread loads all stacks once more: it must have this many applications to render, or it is not worth it. */
const worthIt = 1500;
const mostThreads = 8;

/** Renders clusters, some of them in threads of their own where that pays. What a thread does not bring is rendered here. */
export async function renderInThreads(
  request: Request,
  prepared: Prepared,
  ground: Ground,
  take: (render: ClusterRender, share: Share | undefined) => void,
  drafts?: Drafts,
): Promise<readonly Sayings[]> {
  const [mine = prepared.clusters, ...others] = divided(request, prepared);
  const threads = others.map((clusters) => begun(request, clusters));
  const here = { ...prepared, clusters: mine };
  const sayings = [await renderClusters(request, here, ground, take, drafts)];
  for (const [index, thread] of threads.entries()) {
    request.stage('threads');
    const done = await thread;
    for (const each of done?.renders ?? []) take(each, undefined);
    if (done !== undefined) sayings.push(done.sayings);
    else {
      const rest = { ...prepared, clusters: others[index] as readonly Gathered[] };
      const { fleet: _, ...said } = await renderClusters(request, rest, ground, take);
      sayings.push({ ...said, fleet: { said: [], judged: [] } });
    }
  }
  return sayings;
}

/** Clusters by the thread that renders them, the first by this one. */
function divided(request: Request, prepared: Prepared): readonly (readonly Gathered[])[] {
  const { clusters, findings, fetched, inflated, project } = prepared;
  const { rules = [], commands = [] } = project.config.validate;
  const seesAll = commands.length > 0 || rules.some((rule) => rule.fleet !== undefined);
  const isOdd =
    findings.length + fetched.learnt.length + inflated.texts.size > 0 || request.shard !== undefined;
  const { cluster = 'directory' } = project.config.layout;
  if (clusters.length < 2 || seesAll || isOdd || cluster !== 'directory') return [];
  const weight = clusters.reduce((sum, { built }) => sum + applicationsIn(built), 0);
  // One is left to what reads, writes and collects garbage beside them.
  const pays = Math.min(Math.floor(weight / worthIt), availableParallelism() - 1, mostThreads);
  const count = Math.min(request.threads ?? pays, clusters.length);
  return count < 2
    ? []
    : Array.from({ length: count }, (_, index) => deal(clusters, { index: index + 1, of: count }).clusters);
}

function applicationsIn({ model }: Gathered['built']): number {
  return [...bundlesOf(model)].reduce((sum, { bundle }) => sum + bundle.applications.length, 0);
}

interface Done {
  readonly renders: readonly ClusterRender[];
  readonly sayings: Sayings;
}

/** Undefined: it has not come to its end. */
function begun(request: Request, clusters: readonly Gathered[]): Promise<Done | undefined> {
  const { download: _, stage: __, servers: ___, ...plain } = request;
  const errand: Errand = { request: plain, clusters: clusters.map(({ built }) => built.model.name) };
  return new Promise((resolve) => {
    const renders: ClusterRender[] = [];
    const worker = new Worker(fileURLToPath(new URL('./part.js', import.meta.url)), {
      workerData: errand,
      // What stacks log was said when they were loaded here.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (said: Said) => {
      if (said.cluster !== undefined) renders.push(said.cluster);
      else resolve({ renders, sayings: said.sayings });
    });
    worker.on('error', () => resolve(undefined));
    worker.on('exit', () => resolve(undefined));
  });
}
