import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import { settle as settleOutput } from '../write/apply.ts';
import type { ClusterPlan, Removal, Write } from '../write/decide.ts';
import { unkept } from '../write/draft.ts';
import { Drafts } from '../write/drafts.ts';
import { Planner } from '../write/plan.ts';
import { Seen } from '../write/seen.ts';
import { Moved } from '../write/shelf.ts';
import { Tree } from '../write/tree.ts';
import type { ClusterRender, Ground, Take } from './cluster-render.ts';
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
 * there now, and lie in the output as they were written, are not rendered again; `cached: false` renders all of them. Where it `writes`,
 * what is to be written is on its way to the disk while clusters are judged; of who does not, nobody may ask it later.
 */
export async function synthInParts(request: Request, how: How): Promise<InParts> {
  request.stage('load');
  const project = await openProject(request.cwd, request.output);
  await settleOutput(project.output);
  const drafts = how.writes ? new Drafts(project.output) : undefined;
  try {
    return await inParts(request, project, how.cached, drafts);
  } catch (error) {
    drafts?.discard();
    if (!(error instanceof Moved) || how.attempts === 0) throw error;
    return synthInParts(request, { ...how, attempts: (how.attempts ?? 3) - 1 });
  }
}

interface How {
  readonly cached: boolean;
  readonly writes: boolean;
  /** How often it may begin again, because somebody else has written. */
  readonly attempts?: number;
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
  const lookedAt = remembers ? cache : undefined;
  const seen = new Seen(output, lookedAt, tree.indexed());
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
    holds: (cluster: string, path: string, sha256: string) => seen.holds(cluster, path, sha256),
    knows: (cluster: string) => seen.knows(cluster),
  };
  const planner = new Planner(ground);
  for (const { written } of recalled.clusters) planner.addUnchanged(written);
  const rendered: Made[] = [];
  // Of one cluster there is nothing to be won by it.
  const isFleet = (prepared?.clusters.length ?? 0) > 1;
  const take: Take = async ({ plan, ...each }, share) => {
    const { cluster, isThere } = plan;
    planner.adopt(
      drafts === undefined ? unwritten(plan) : isFleet ? await drafted(plan, drafts) : plan,
      share,
    );
    const written = tree.indexed().get(cluster);
    if (isThere && written !== undefined) seen.keep(written);
    rendered.push({ ...each, isThere });
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
  const touched = new Set([...rendered.map(({ record }) => record.cluster), ...gone]);
  const decided = planner.finish(gone);
  if (decided.findings.length > 0) drafts?.discard();
  const unknowable =
    memory === undefined || prepared === undefined || isLearning(prepared)
      ? []
      : await remember(memory, prepared, rendered);
  return {
    ...{ ...nothing, unknowable, plan: decided, findings: [...findings, ...decided.findings] },
    write: async () => {
      if (drafts === undefined) throw new Error('a run that writes nothing is asked to write');
      request.stage('write');
      const done = await unlessMoved(output, tree, decided, touched, drafts).finally(() => drafts.discard());
      // Another run has written in the meantime: what was decided is decided again.
      if (done === 'moved') return (await synthInParts(request, { cached, writes: true })).write();
      if (prepared !== undefined) await learn(prepared);
      if (remembers) lookAt(rendered, output, lookedAt);
      return done;
    },
  };
}

/** A cluster that was rendered, less what is to be written of it. */
interface Made extends Omit<ClusterRender, 'plan'> {
  /** Whether the output has all of it already. */
  readonly isThere: boolean;
}

/** What was written is looked at, so that it need not be read the next time. */
function lookAt(rendered: readonly Made[], output: string, folder: string | undefined): void {
  const indexed = new Tree(output).indexed();
  const seen = new Seen(output, folder, indexed);
  try {
    for (const { record, isThere } of rendered) {
      const written = indexed.get(record.cluster);
      if (!isThere && written !== undefined) seen.keep(written);
    }
  } catch (error) {
    // Another run has written since: that one looks at it.
    if (!(error instanceof Moved)) throw error;
  }
}

/** What is to be written of a cluster waits for the others on the disk. */
async function drafted(plan: ClusterPlan, drafts: Drafts): Promise<ClusterPlan> {
  const create = await drafts.all(plan.create);
  const update = await drafts.all(plan.update);
  const bookkeeping = await drafts.all(plan.bookkeeping);
  return { ...plan, create, update, bookkeeping };
}

/** What would be written, without the contents of it. */
function unwritten(plan: ClusterPlan): ClusterPlan {
  const without = <T extends Write | Removal>(writes: readonly T[]): readonly T[] =>
    writes.map((each) => (each.content === undefined ? each : { ...each, content: unkept }));
  return {
    ...plan,
    create: without(plan.create),
    update: without(plan.update),
    bookkeeping: without(plan.bookkeeping),
    parts: without(plan.parts),
  };
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
  take: Take,
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
