import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { Problem } from '../core/problem.ts';
import { apply, exclusively, settle as settleOutput } from '../write/apply.ts';
import type { WantedCluster } from '../write/decide.ts';
import type { Drafts } from '../write/drafts.ts';
import type { Index } from '../write/ownership.ts';
import { isEmpty, plan, type WritePlan } from '../write/plan.ts';
import { Tree } from '../write/tree.ts';
import { isPreview } from './gather.ts';
import { openProject, type Project } from './project.ts';
import { type ProjectRender, renderProject } from './render-project.ts';
import type { RenderRequest } from './request.ts';

/** What a run is asked for. */
export interface Request extends RenderRequest {
  readonly cwd: string;
  /** Instead of the config's. */
  readonly output: string | undefined;
  readonly overwrite: boolean;
  /** In how many threads clusters are rendered; undefined: in as many as pay. */
  readonly threads?: number | undefined;
  /** Asked of what is rendered and found well, before anything is written: what its servers say of it. */
  readonly servers?: ((render: ProjectRender) => Promise<readonly Finding[]>) | undefined;
}

/** What would become of an output. */
export interface Outcome {
  readonly project: Project;
  /** Undefined where there are errors: nothing is decided then. */
  readonly plan: WritePlan | undefined;
  readonly findings: readonly Finding[];
  /** Does what is planned, and answers what it did; the lock learns what was fetched. */
  readonly write: () => Promise<WritePlan>;
}

export interface Synthesised
  extends Outcome,
    Pick<ProjectRender, 'clusters' | 'rendered' | 'files' | 'objects'> {}

/**
 * From stacks on disk to a plan for the output. Writes nothing yet. `given` may change what stacks are given, without changing what it
 * says.
 */
export async function synth(
  request: Request,
  given: <T>(values: T) => T = (values) => values,
): Promise<Synthesised> {
  request.stage('load');
  const opened = await openProject(request.cwd, request.output);
  const project: Project = {
    ...opened,
    config: { ...opened.config, environments: given(opened.config.environments) },
  };
  const render = await renderProject(request, project);
  const { fleet, findings: offline, broken, tree, remember, shares: _, ...result } = render;
  const said = broken || request.servers === undefined ? [] : await request.servers(render);
  const findings = [...offline, ...said];
  if (broken || said.some(({ severity }) => severity === 'error'))
    return { ...result, plan: undefined, findings, write: () => Promise.reject(new Problem(findings)) };
  request.stage('compare');
  const wanted = wantedOf(render);
  const decide = (from: Tree): WritePlan => {
    const indexes = from.indexes();
    const gone = goneFrom(indexes, new Set(fleet.map(({ built }) => built.model.name)), request);
    const parts = from.parts();
    const found = (path: string) => from.found(path);
    return plan({ wanted, indexes, gone, parts, found, overwrite: request.overwrite });
  };
  const decided = decide(tree);
  return {
    ...result,
    plan: decided,
    findings: [...findings, ...decided.findings],
    write: async () => {
      request.stage('write');
      const done = await carryOut(project.output, tree, decided, decide);
      await remember();
      return done;
    },
  };
}

/** Takes preview environments, or others that are named, out of the output. */
export async function removeEnvironments(
  request: Pick<Request, 'cwd' | 'output' | 'overwrite' | 'environments'>,
): Promise<Synthesised> {
  const project = await openProject(request.cwd, request.output);
  await settleOutput(project.output);
  const decide = (from: Tree): WritePlan => {
    const indexes = from.indexes();
    const gone = indexes.filter(({ environment }) => request.environments.includes(environment));
    return plan({
      wanted: [],
      indexes,
      gone: new Set(gone.map(({ cluster }) => cluster)),
      found: (path) => from.found(path),
      overwrite: request.overwrite,
    });
  };
  const tree = new Tree(project.output);
  const decided = decide(tree);
  return {
    project,
    clusters: [],
    rendered: new Map(),
    objects: [],
    files: new Map(),
    plan: decided,
    findings: decided.findings,
    write: () => carryOut(project.output, tree, decided, decide),
  };
}

/** Writes while nobody else does. Another run may have written since the plan was made: then it is made again. */
async function carryOut(
  output: string,
  tree: Tree,
  decided: WritePlan,
  decide: (from: Tree) => WritePlan,
): Promise<WritePlan> {
  const done = await unlessMoved(output, tree, decided);
  if (done !== 'moved') return done;
  const now = new Tree(output);
  return carryOut(output, now, decide(now), decide);
}

/** Writes what was planned for an output, unless another run has written to it since: to clusters that it is about. */
export async function unlessMoved(
  output: string,
  tree: Tree,
  decided: WritePlan,
  clusters: ReadonlySet<string> | 'all' = 'all',
  drafts?: Drafts,
): Promise<WritePlan | 'moved'> {
  if (isEmpty(decided) && decided.parts.length === 0) return decided;
  const before = tree.written(clusters);
  return exclusively(output, async () => {
    if (drafts?.areLost === true || new Tree(output).written(clusters) !== before) return 'moved';
    if (decided.findings.length > 0) throw new Problem(decided.findings);
    await apply(output, decided, drafts);
    return decided;
  });
}

function wantedOf({ clusters, files, shares }: ProjectRender): readonly WantedCluster[] {
  const byCluster = grouped(files, ([, { cluster }]) => cluster);
  return clusters.map(({ built: { model }, environment }) => ({
    cluster: model.name,
    environment,
    files: new Map(byCluster.get(model.name)),
    share: shares.get(model.name),
  }));
}

/** Clusters that were written once and are no longer there; a run that sees a part of them cannot tell. */
export function goneFrom(
  indexes: readonly Index[],
  names: ReadonlySet<string>,
  { stacks, labels, shard, environments }: Request,
): ReadonlySet<string> {
  // Of all shards the first sees to it.
  if (stacks.length > 0 || labels.length > 0 || (shard?.index ?? 1) > 1) return new Set();
  const seen = (environment: string): boolean =>
    environments.length === 0 ? !isPreview(environment) : environments.includes(environment);
  return new Set(
    indexes
      .filter(({ cluster, environment }) => !names.has(cluster) && seen(environment))
      .map(({ cluster }) => cluster),
  );
}
