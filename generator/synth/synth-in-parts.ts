import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import { sha256Of } from '../core/sha256.ts';
import type { RenderedPart } from '../pipeline/render.ts';
import { settle as settleOutput } from '../write/apply.ts';
import { parseIndex } from '../write/ownership.ts';
import { type PlanGround, Planner, type WantedCluster } from '../write/plan.ts';
import { Seen } from '../write/seen.ts';
import { Tree } from '../write/tree.ts';
import { Early } from './early.ts';
import { isConnected } from './fleet.ts';
import { sieved } from './judge-render.ts';
import { type Prepared, prepare } from './prepare.ts';
import { openProject, type Project } from './project.ts';
import { Memory, type Recalled } from './recall.ts';
import { isRememberable, type Rendered, remember, Trace, type Unknowable } from './remember.ts';
import { type Known, type Part, readsOf, renderParts } from './render-parts.ts';
import { learn } from './render-project.ts';
import { goneFrom, type Outcome, type Request, unlessMoved } from './synth.ts';

export interface InParts extends Outcome {
  /** Stacks that are rendered each time, and why. */
  readonly unknowable: readonly Unknowable[];
  /** How many clusters need not be rendered, because they were. */
  readonly remembered: number;
}

/**
 * The same as `synth`, cluster by cluster: nothing is kept of one but what is to be written. Clusters that were rendered from what is
 * there now, and lie in the output as they were written, are not rendered again; `cached: false` renders all of them.
 */
export async function synthInParts(request: Request, { cached }: { cached: boolean }): Promise<InParts> {
  request.stage('load');
  const project = await openProject(request.cwd, request.output);
  const { root, output, cache } = project;
  await settleOutput(output);
  const tree = new Tree(output);
  const remembers = cached && isWhole(request) && isRememberable(project) && tree.parts().size === 0;
  const seen = new Seen(output, remembers ? cache : undefined);
  const memory = remembers ? new Memory(project, request, tree, seen) : undefined;
  const { recalled, prepared } = await recall(memory, request, project);
  const known = knownOf(recalled);
  const early = new Early(output, tree);
  const ground: PlanGround = {
    indexes: tree.indexes(),
    found: (path) => tree.found(path),
    parts: tree.parts(),
    holds: (path, { content, sha256 }) => seen.holds(path, sha256) || early.holds(path, content),
    overwrite: request.overwrite,
  };
  const planner = new Planner(ground);
  for (const { written } of recalled.clusters) planner.addUnchanged(written);
  const rendered: Rendered[] = [];
  const made: Made[] = [];
  const take = (part: Part, trace: Trace): void => {
    if (part.cluster === undefined) return;
    request.stage('compare');
    const wanted = wantedOf(part, prepared as Prepared);
    const { index, unchanged } = planner.add(wanted);
    made.push({ wanted: { cluster: wanted.cluster, environment: wanted.environment }, index, unchanged });
    if (memory === undefined) return;
    const record = {
      ...{ cluster: wanted.cluster, environment: wanted.environment, index: sha256Of(index) },
      ...{ said: part.said, judged: part.judged.findings, changes: part.judged.changes },
    };
    rendered.push({ record, model: part.cluster, reads: trace.taken(part.cluster, root) });
  };
  // What is known from outside need not be read.
  const soon = ({ cluster, files }: RenderedPart): void => {
    early.begin(cluster === undefined || seen.knows(cluster.name) ? [] : files.keys());
  };
  const findings = await said(request, prepared, known, project, { take, soon });
  const broken = findings.some(({ severity }) => severity === 'error');
  const nothing = { project, unknowable: [], remembered: recalled.clusters.length };
  if (broken)
    return { ...nothing, plan: undefined, findings, write: () => Promise.reject(new Problem(findings)) };
  request.stage('compare');
  const names = new Set([
    ...recalled.clusters.map(({ cluster }) => cluster),
    ...(prepared?.fleet ?? []).map(({ built }) => built.model.name),
  ]);
  const gone = goneFrom(ground.indexes, names, request);
  const touched = new Set([...made.map(({ wanted }) => wanted.cluster), ...gone]);
  const decided = planner.finish(gone);
  const keep = (which: readonly Made[]): void => {
    for (const { wanted, index } of which) seen.keep(parseIndex(wanted.cluster, index), index);
  };
  keep(made.filter(({ unchanged }) => unchanged));
  const unknowable =
    memory === undefined || prepared === undefined || isLearning(prepared)
      ? []
      : await remember(memory, prepared, rendered);
  return {
    ...{ ...nothing, unknowable, plan: decided, findings: [...findings, ...decided.findings] },
    write: async () => {
      request.stage('write');
      const done = await unlessMoved(output, tree, decided, touched);
      // Another run has written in the meantime: what was decided is decided again.
      if (done === 'moved') return (await synthInParts(request, { cached })).write();
      if (prepared !== undefined) await learn(prepared);
      seen.forget([...done.create, ...done.update].map(({ path }) => path));
      keep(made.filter(({ unchanged }) => !unchanged));
      return done;
    },
  };
}

/** A cluster that was planned. */
interface Made {
  readonly wanted: Pick<WantedCluster, 'cluster' | 'environment'>;
  readonly index: string;
  readonly unchanged: boolean;
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
): Promise<{ readonly recalled: Recalled; readonly prepared: Prepared | undefined }> {
  const recalled = memory === undefined ? nothingRecalled : await memory.recall();
  if (recalled.clusters.length === 0)
    return { recalled: nothingRecalled, prepared: await prepare(request, project) };
  if (recalled.stacks.length === 0) return { recalled, prepared: undefined };
  const prepared = await prepare({ ...request, stacks: recalled.stacks }, project);
  return touches(prepared, recalled)
    ? { recalled: nothingRecalled, prepared: await prepare(request, project) }
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

function knownOf({ clusters }: Recalled): Known {
  return {
    said: clusters.flatMap((each) => each.said),
    judged: clusters.flatMap((each) => [...each.judged, ...each.changes]),
  };
}

/** Renders what is to be rendered; answers what is said of everything. */
async function said(
  request: Request,
  prepared: Prepared | undefined,
  known: Known,
  project: Project,
  { take, soon }: Takers,
): Promise<readonly Finding[]> {
  if (prepared === undefined) return sieved(known.said, known.judged, project.config, request.today);
  const trace = new Trace(readsOf(prepared), project);
  return renderParts(request, prepared, trace.reads, (part) => take(part, trace), known, soon);
}

interface Takers {
  readonly take: (part: Part, trace: Trace) => void;
  readonly soon: (part: RenderedPart) => void;
}

function wantedOf({ cluster, texts, share, all }: Part, { clusters }: Prepared): WantedCluster {
  const name = cluster?.name ?? '';
  const environment = clusters.find(({ built }) => built.model.name === name)?.environment ?? 'default';
  return {
    cluster: name,
    environment,
    files: texts.files,
    share: share === undefined ? undefined : { ...share, paths: [...all.keys()] },
  };
}

/** What was fetched for the first time goes into the lock, on which results depend. */
function isLearning({ fetched, inflated, findings }: Prepared): boolean {
  return fetched.learnt.length + inflated.learnt.length + findings.length > 0;
}
