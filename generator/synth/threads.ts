import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Finding } from '../core/finding.ts';
import { bundlesOf } from '../model/walk.ts';
import type { Drafts } from '../write/drafts.ts';
import { type ClusterRender, type Ground, renderClusters, type Take } from './cluster-render.ts';
import type { Gathered } from './gather.ts';
import type { Prepared } from './prepare.ts';
import type { Known, Sayings } from './render-parts.ts';
import { deal } from './shards.ts';
import type { Request } from './synth.ts';

/** What a thread is to render: a request, less what is no data, and clusters by name. */
export interface Errand {
  readonly request: Omit<Request, 'download' | 'stage' | 'servers'>;
  readonly clusters: readonly string[];
}

/** What a thread says: each cluster as soon as it is done, then that all are. */
export type Said = { readonly cluster: ClusterRender } | { readonly cluster?: never };

/** A thread loads all stacks once more: it must have this many applications to render, or it is not worth it. */
const worthIt = 1500;
const mostThreads = 8;

/** Renders clusters, some of them in threads of their own where that pays. What a thread does not bring is rendered here. */
export async function renderInThreads(
  request: Request,
  prepared: Prepared,
  ground: Ground,
  take: Take,
  drafts?: Drafts,
): Promise<readonly Sayings[]> {
  const [mine = prepared.clusters, ...others] = divided(request, prepared);
  let turn = Promise.resolve();
  const inTurn: Take = (each, share) => {
    turn = turn.then(() => take(each, share));
    return turn;
  };
  const threads = others.map((clusters) => begun(request, clusters, (each) => inTurn(each, undefined)));
  const besideThreads: Take = async (each, share) => {
    await inTurn(each, share);
    // What has come meanwhile is taken up now, so that it does not pile up.
    await new Promise((resolve) => setImmediate(resolve));
    await turn;
  };
  const here = { ...prepared, clusters: mine };
  try {
    const sayings = [
      await renderClusters(request, here, ground, threads.length === 0 ? take : besideThreads, drafts),
    ];
    for (const [index, { brought }] of threads.entries()) {
      request.stage('threads');
      const done = await brought;
      await turn;
      sayings.push({ ...nothingSaid, ...done });
      const left = (others[index] ?? []).filter(({ built }) => !done.clusters.has(built.model.name));
      if (left.length === 0) continue;
      const rest = { ...prepared, clusters: left };
      const { fleet: _, ...said } = await renderClusters(request, rest, ground, take);
      sayings.push({ ...nothingSaid, ...said });
    }
    return sayings;
  } finally {
    for (const { end } of threads) end();
  }
}

/** What is said of the fleet the first thread says. */
const nothingSaid: Pick<Sayings, 'fleet'> = { fleet: { said: [], judged: [] } };

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

interface Thread {
  /** What it has brought when it ends, wherever that is. */
  readonly brought: Promise<Omit<Sayings, 'fleet'>>;
  /** Nobody waits for it any more. */
  readonly end: () => void;
}

/** Each cluster is handed on at once; what goes wrong with that is said to whoever awaits its turn. */
function begun(
  request: Request,
  clusters: readonly Gathered[],
  hand: (render: ClusterRender) => Promise<void>,
): Thread {
  const { download: _, stage: __, servers: ___, ...plain } = request;
  const errand: Errand = { request: plain, clusters: clusters.map(({ built }) => built.model.name) };
  const worker = new Worker(fileURLToPath(new URL('./part.js', import.meta.url)), {
    workerData: errand,
    // What stacks log was said when they were loaded here.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const made: Finding[] = [];
  const said = new Map<string, Known>();
  const brought = new Promise<Omit<Sayings, 'fleet'>>((resolve) => {
    const end = (): void => resolve({ made, clusters: said });
    worker.on('message', ({ cluster }: Said) => {
      if (cluster === undefined) {
        end();
        return;
      }
      const { record } = cluster;
      made.push(...cluster.made);
      said.set(record.cluster, {
        said: record.said.slice(0, record.said.length - cluster.made.length),
        judged: [...record.judged, ...record.changes],
      });
      hand(cluster).catch(() => undefined);
    });
    worker.on('error', end);
    worker.on('exit', end);
  });
  return { brought, end: () => void worker.terminate() };
}
