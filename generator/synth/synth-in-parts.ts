import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import { settle as settleOutput } from '../write/apply.ts';
import type { Share } from '../write/decide.ts';
import { Drafts } from '../write/drafts.ts';
import { parseIndex } from '../write/ownership.ts';
import { Planner } from '../write/plan.ts';
import { Seen } from '../write/seen.ts';
import { Tree } from '../write/tree.ts';
import type { ClusterRender, Ground } from './cluster-render.ts';
import { isConnected } from './fleet.ts';
import { keepHeapSmall } from './heap.ts';
import { type Prepared, prepare } from './prepare.ts';
import { openProject, type Project } from './project.ts';
import { Memory, type Recalled } from './recall.ts';
import { isRememberable, lookAround, lookInto, remember, type Unknowable } from './remember.ts';
import { togetherSaid } from './render-parts.ts';
import { learn } from './render-project.ts';
import { goneFrom, type Outcome, type Request, unlessMoved } from './synth.ts';
import { renderInThreads } from './threads.ts';

export interface InParts extends Outcome {
  /** Stacks that are rendered each time, and why. */
  readonly unknowable: readonly Unknowable[];
  /** How many clusters need not be rendered, because they were. */
  readonly remembered: number;
}

/**
 * The same as `synth`, cluster by cluster: nothing is kept of one but what is to be written. Clusters that were rendered from what is
 * there now, and lie in the output as they were written, are not rendered again; `cached: false` renders all of them. Who is going to write
 * `drafts`: new files are on their way to the disk while their cluster is judged.
 */
export async function synthInParts(request: Request, how: How): Promise<InParts> {
  request.stage('load');
  const project = await openProject(request.cwd, request.output);
  await settleOutput(project.output);
  const drafts = how.drafts ? new Drafts(project.output) : undefined;
  try {
    return await inParts(request, project, how.cached, drafts);
  } catch (error) {
    drafts?.discard();
    throw error;
  }
}

interface How {
  readonly cached: boolean;
  readonly drafts: boolean;
}

async function inParts(
  request: Request,
  project: Project,
  cached: boolean,
  drafts: Drafts | undefined,
): Promise<InParts> {
  const { output, cache } = project;
  const tree = new Tree(output);
  const remembers = cached && isWhole(request) && isRememberable(project) && tree.parts().size === 0;
  const seen = new Seen(output, remembers ? cache : undefined);
  const memory = remembers ? new Memory(project, request, tree, seen) : undefined;
  if (memory !== undefined) lookAround(memory, project);
  const { recalled, prepared } = await recall(memory, request, project, tree);
  if (memory !== undefined && prepared !== undefined) lookInto(memory, prepared);
  keepHeapSmall(prepared?.clusters.length ?? 0);
  const ground = {
    indexes: tree.indexes(),
    found: (path: string) => tree.found(path),
    parts: tree.parts(),
    overwrite: request.overwrite,
    holds: (path: string, sha256: string) => seen.holds(path, sha256),
    knows: (cluster: string) => seen.knows(cluster),
  };
  const planner = new Planner(ground);
  for (const { written } of recalled.clusters) planner.addUnchanged(written);
  const rendered: Made[] = [];
  const keep = (cluster: string, index: string): void => {
    if (remembers) seen.keep(parseIndex(cluster, index), index);
  };
  const take = (each: ClusterRender, share: Share | undefined): void => {
    const { plan, ...read } = each;
    planner.adopt(plan, share);
    // What is to be written is the planner's.
    const { cluster, index, isThere } = plan;
    if (isThere) keep(cluster, index);
    // What is as the output has it already need not be held twice.
    rendered.push({ ...read, cluster, index: isThere ? undefined : index });
  };
  const findings = await said(request, project, prepared, recalled, ground, take, drafts);
  const broken = findings.some(({ severity }) => severity === 'error');
  const nothing = { project, unknowable: [], remembered: recalled.clusters.length };
  if (broken) {
    drafts?.discard();
    return { ...nothing, plan: undefined, findings, write: () => Promise.reject(new Problem(findings)) };
  }
  request.stage('compare');
  const names = new Set([
    ...recalled.clusters.map(({ cluster }) => cluster),
    ...(prepared?.fleet ?? []).map(({ built }) => built.model.name),
  ]);
  const gone = goneFrom(ground.indexes, names, request);
  const touched = new Set([...rendered.map(({ cluster }) => cluster), ...gone]);
  const decided = planner.finish(gone);
  if (decided.findings.length > 0) drafts?.discard();
  const unknowable =
    memory === undefined || prepared === undefined || isLearning(prepared)
      ? []
      : await remember(memory, prepared, rendered);
  return {
    ...{ ...nothing, unknowable, plan: decided, findings: [...findings, ...decided.findings] },
    write: async () => {
      request.stage('write');
      const done = await unlessMoved(output, tree, decided, touched, drafts).finally(() => drafts?.discard());
      // Another run has written in the meantime: what was decided is decided again.
      if (done === 'moved') return (await synthInParts(request, { cached, drafts: false })).write();
      if (prepared !== undefined) await learn(prepared);
      seen.forget([...done.create, ...done.update].map(({ path }) => path));
      for (const { cluster, index } of rendered) if (index !== undefined) keep(cluster, index);
      return done;
    },
  };
}

/** A cluster that was rendered, less what is to be written of it. */
interface Made extends Omit<ClusterRender, 'plan'> {
  readonly cluster: string;
  /** The text of its index, where that is not what the output has. */
  readonly index: string | undefined;
}

/** Whether a run is about whole stacks: what is rendered of a part of one says nothing of the others. */
function isWhole({ labels, shard, validate }: Request): boolean {
  return labels.length === 0 && shard === undefined && validate;
}

/** What was rendered before, and what is to be rendered now, loaded. */
async function recall(
  memory: Memory | undefined,
  request: Request,
  project: Project,
  tree: Tree,
): Promise<{ readonly recalled: Recalled; readonly prepared: Prepared | undefined }> {
  const recalled = memory === undefined ? nothingRecalled : await memory.recall();
  if (recalled.clusters.length === 0)
    return { recalled: nothingRecalled, prepared: await prepare(request, project, tree) };
  if (recalled.stacks.length === 0) return { recalled, prepared: undefined };
  const prepared = await prepare({ ...request, stacks: recalled.stacks }, project, tree);
  return touches(prepared, recalled)
    ? { recalled: nothingRecalled, prepared: await prepare(request, project, tree) }
    : { recalled, prepared };
}

const nothingRecalled: Recalled = { clusters: [], stacks: [] };

/** Whether what is rendered now makes a difference to what was rendered before. */
function touches({ fleet, tree, project }: Prepared, { clusters }: Recalled): boolean {
  const names = new Set(clusters.map(({ cluster }) => cluster));
  const indexes = tree.indexes();
  const { cluster: layout = 'directory' } = project.config.layout;
  return (
    layout !== 'directory' ||
    fleet.some((each) => names.has(each.built.model.name) || isConnected(each, indexes))
  );
}

/** Renders what is to be rendered; answers what is said of everything. */
async function said(
  request: Request,
  project: Project,
  prepared: Prepared | undefined,
  { clusters }: Recalled,
  ground: Ground,
  take: (each: ClusterRender, share: Share | undefined) => void,
  drafts: Drafts | undefined,
): Promise<readonly Finding[]> {
  const known = clusters.map((each) => ({ said: each.said, judged: [...each.judged, ...each.changes] }));
  if (prepared === undefined)
    return togetherSaid(request, { project, clusters: [], findings: [] }, [], known);
  const sayings = await renderInThreads(request, prepared, ground, take, drafts);
  return togetherSaid(request, prepared, sayings, known);
}

/** What was fetched for the first time goes into the lock, on which results depend. */
function isLearning({ fetched, inflated, findings }: Prepared): boolean {
  return fetched.learnt.length + inflated.learnt.length + findings.length > 0;
}
