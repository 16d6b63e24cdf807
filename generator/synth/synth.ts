import { resolve } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { Problem } from '../core/problem.ts';
import type { FileSet } from '../layout/file-set.ts';
import { bundlesOf } from '../model/walk.ts';
import { withPins } from '../pins/active.ts';
import type { Pins } from '../pins/pins.ts';
import { render } from '../pipeline/render.ts';
import { type TextFile, textsOf } from '../pipeline/texts.ts';
import { cacheFolder } from '../project/cache.ts';
import { codeStoreIn } from '../project/code-store.ts';
import { type Settled, settle } from '../project/config.ts';
import { definitionsFrom } from '../project/definitions.ts';
import { projectFiles } from '../project/files.ts';
import { findHome } from '../project/find.ts';
import { loadModule } from '../project/load.ts';
import { type Lock, type RememberedRemote, readLock, writeLock } from '../project/lock.ts';
import { fetchRemotes, remotesOf } from '../project/remotes.ts';
import { isChangeAsked } from '../validate/immutable/changes.ts';
import { keepCodeIn } from '../validate/schema/code-store.ts';
import { apply, exclusively, settle as settleOutput } from '../write/apply.ts';
import type { Index } from '../write/ownership.ts';
import { isEmpty, plan, type WantedCluster, type WritePlan } from '../write/plan.ts';
import { Tree } from '../write/tree.ts';
import { beforeOf } from './before.ts';
import { type Chosen, type Everything, type Gathered, gather, isPreview } from './gather.ts';
import { judgeRender } from './judge-render.ts';
import { type Selection, select } from './select.ts';

/** What a run is asked for. */
export interface Request extends Chosen, Selection {
  readonly cwd: string;
  /** Instead of the config's. */
  readonly output: string | undefined;
  readonly overwrite: boolean;
  /** Nothing is written, and no address is let in that the lock does not know. */
  readonly frozen: boolean;
  readonly download: (address: string) => Promise<Uint8Array>;
  /** `2026-11-24`: ignores may end. */
  readonly today: string;
  /** Whether what is rendered is judged. */
  readonly validate: boolean;
  /** The git revision whose output changes are judged from; undefined: HEAD. */
  readonly against: string | undefined;
  /** Told when a stage begins. */
  readonly stage: (name: string) => void;
}

export interface Project {
  readonly root: string;
  /** Its config, where there is one. */
  readonly file: string | undefined;
  /** The folder of the result, absolute. */
  readonly output: string;
  readonly config: Settled;
  readonly cache: string | undefined;
}

export interface Synthesised {
  readonly project: Project;
  readonly clusters: readonly Gathered[];
  readonly rendered: FileSet;
  readonly files: ReadonlyMap<string, TextFile>;
  /** Undefined where there are errors: nothing is decided then. */
  readonly plan: WritePlan | undefined;
  readonly findings: readonly Finding[];
  /** Does what is planned, and answers what it did; the lock learns what was fetched. */
  readonly write: () => Promise<WritePlan>;
}

export async function openProject(cwd: string, output: string | undefined): Promise<Project> {
  const { root, config: file } = findHome(cwd);
  const cache = cacheFolder(root);
  const exported = file === undefined ? undefined : ((await loadModule(file, cache)).default ?? null);
  const { config, findings } = settle(exported, file ?? '');
  if (findings.length > 0) throw new Problem(findings);
  return {
    root,
    file,
    output: output === undefined ? resolve(root, config.output) : resolve(cwd, output),
    config,
    cache,
  };
}

/**
 * From stacks on disk to a plan for the output: load → fetch → render → text → plan. Writes nothing yet. `given` may
 * change what stacks are given, without changing what it says.
 */
export async function synth(
  request: Request,
  given: <T>(values: T) => T = (values) => values,
): Promise<Synthesised> {
  request.stage('load');
  const opened = await openProject(request.cwd, request.output);
  const project = {
    ...opened,
    config: { ...opened.config, environments: given(opened.config.environments) },
  };
  const { root, output, config, cache } = project;
  await settleOutput(output);
  const tree = new Tree(output);
  const { fleet, mine, findings: gathered, pins } = await gatherFleet(request, project, tree.indexes());
  const broken = gathered.some(({ severity }) => severity === 'error');
  // A stack that cannot be loaded is the mistake to speak of, not that nothing is left.
  const selected = broken && mine.length === 0 ? [] : select(mine, request);
  request.stage('fetch');
  const lock = await readLock(root);
  const remotes = remotesOf(selected.map(({ built }) => built.model));
  const fetched = await fetchRemotes(remotes, lock, {
    cache,
    download: request.download,
    frozen: request.frozen,
  });
  request.stage('render');
  const names = new Set(selected.map(({ built }) => built.model.name));
  const crds = definitionsFrom(config.crds, root, 'crds in the config');
  const { value: rendered, findings: unpinned } = await withPins({ ...pins, findings: [] }, () =>
    render(
      fleet.map(({ built }) => built),
      config.layout,
      {
        exists: (path) => tree.exists(path),
        files: projectFiles(root, fetched.contents),
        only: (name) => names.has(name),
        crds,
      },
    ),
  );
  request.stage('text');
  const texts = textsOf(rendered.files);
  const made = [...gathered, ...fetched.findings, ...rendered.findings, ...unpinned, ...texts.findings];
  request.stage('validate');
  keepCodeIn(codeStoreIn(cache));
  // What stands in for a pin that is missing is no mistake of its own.
  const pinned = !made.some(({ code }) => code === 'build/unknown-pin');
  const before =
    request.validate && pinned && isChangeAsked(config.validate)
      ? await beforeOf(output, [...names], tree, request.against)
      : undefined;
  const judged =
    request.validate && pinned
      ? await judgeRender(rendered, texts, config, { root, crds, today: request.today, before })
      : [];
  const findings = [...made, ...judged];
  const result = { project, clusters: selected, rendered: rendered.files, files: texts.files };
  if (findings.some(({ severity }) => severity === 'error'))
    return { ...result, plan: undefined, findings, write: () => Promise.reject(new Problem(findings)) };
  request.stage('plan');
  const wanted = wantedOf(selected, texts.files);
  const decide = (from: Tree): WritePlan => {
    const indexes = from.indexes();
    const gone = goneFrom(indexes, fleet, request);
    return plan({ wanted, indexes, gone, found: (path) => from.found(path), overwrite: request.overwrite });
  };
  const decided = decide(tree);
  return {
    ...result,
    plan: decided,
    findings: [...findings, ...decided.findings],
    write: async () => {
      request.stage('write');
      const done = await carryOut(output, tree, decided, decide);
      await remember(root, lock, fetched.learnt);
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
  if (isEmpty(decided)) return decided;
  const before = tree.written();
  return exclusively(output, async () => {
    const now = new Tree(output);
    const current = now.written() === before ? decided : decide(now);
    if (current.findings.length > 0) throw new Problem(current.findings);
    await apply(output, current);
    return current;
  });
}

async function remember(root: string, lock: Lock, learnt: readonly RememberedRemote[]): Promise<void> {
  if (learnt.length === 0) return;
  const others = lock.remotes.filter(({ address }) => !learnt.some((each) => each.address === address));
  await writeLock(root, { ...lock, remotes: [...others, ...learnt] });
}

interface Fleet {
  /** Every cluster that is known. */
  readonly fleet: readonly Gathered[];
  /** Those of the stacks that were named. */
  readonly mine: readonly Gathered[];
  readonly pins: Pins;
  readonly findings: readonly Finding[];
}

/** Named stacks are loaded alone, unless their clusters have to do with others: a control plane says what it applies. */
async function gatherFleet(
  request: Request,
  { root, config, cache }: Project,
  indexes: readonly Index[],
): Promise<Fleet> {
  const named = await gather(root, config, request, cache);
  if (request.stacks.length === 0 || !named.clusters.some((each) => isConnected(each, indexes)))
    return { fleet: named.clusters, mine: named.clusters, findings: named.findings, pins: named.pins };
  const all: Everything = await gather(root, config, { ...request, stacks: [] }, cache);
  const stacks = new Set(named.clusters.map(({ stack }) => stack));
  return {
    fleet: all.clusters,
    mine: all.clusters.filter(({ stack }) => stacks.has(stack)),
    findings: named.findings,
    pins: named.pins,
  };
}

function isConnected({ built: { model } }: Gathered, indexes: readonly Index[]): boolean {
  if (model.options.gitops.controlPlane !== undefined) return true;
  for (const { bundle } of bundlesOf(model)) if (bundle.options.after !== undefined) return true;
  const written = indexes.find(({ cluster }) => cluster === model.name)?.files ?? new Map();
  return [...written].some(
    ([path, { owner }]) => owner === model.name && /(^|\/)cluster-[^/]+\.yaml$/.test(path),
  );
}

function wantedOf(
  selected: readonly Gathered[],
  files: ReadonlyMap<string, TextFile>,
): readonly WantedCluster[] {
  const byCluster = grouped(files, ([, { cluster }]) => cluster);
  return selected.map(({ built: { model }, environment }) => ({
    cluster: model.name,
    environment,
    files: new Map(byCluster.get(model.name)),
  }));
}

/** Clusters that were written once and are no longer there; a run that sees a part of them cannot tell. */
function goneFrom(
  indexes: readonly Index[],
  fleet: readonly Gathered[],
  { stacks, labels, shard, environments }: Request,
): ReadonlySet<string> {
  if (stacks.length > 0 || labels.length > 0 || shard !== undefined) return new Set();
  const names = new Set(fleet.map(({ built }) => built.model.name));
  const seen = (environment: string): boolean =>
    environments.length === 0 ? !isPreview(environment) : environments.includes(environment);
  return new Set(
    indexes
      .filter(({ cluster, environment }) => !names.has(cluster) && seen(environment))
      .map(({ cluster }) => cluster),
  );
}
