import { apiVersionsOf } from '../charts/api-versions.ts';
import { chartsOf, type Inflated, nothingInflated } from '../charts/asked.ts';
import type { Finding } from '../core/finding.ts';
import type { ClusterModel } from '../model/model.ts';
import type { ProjectFiles } from '../model/project-files.ts';
import type { Pins } from '../pins/pins.ts';
import { definitionsFrom } from '../project/definitions.ts';
import { projectFiles } from '../project/files.ts';
import { type Lock, readLock } from '../project/lock.ts';
import type { Provenance } from '../project/provenance.ts';
import { type Fetched, fetchRemotes, remotesOf } from '../project/remotes.ts';
import { settle as settleOutput } from '../write/apply.ts';
import { Tree } from '../write/tree.ts';
import { gatherFleet } from './fleet.ts';
import type { Gathered } from './gather.ts';
import type { Project } from './project.ts';
import type { RenderRequest } from './request.ts';
import { select } from './select.ts';
import type { ClusterPart } from './shards.ts';

/** A project's stacks, evaluated, with all that rendering them asks for. */
export interface Prepared {
  readonly project: Project;
  /** Every cluster that is known; those that are rendered. */
  readonly fleet: readonly Gathered[];
  readonly clusters: readonly Gathered[];
  /** Of clusters that this run renders in part, what it renders. */
  readonly parts: ReadonlyMap<string, ClusterPart>;
  readonly pins: Pins;
  /** What each stack is made of, by its file. */
  readonly provenance: ReadonlyMap<string, () => Provenance>;
  readonly lock: Lock;
  readonly fetched: Fetched;
  readonly inflated: Inflated;
  readonly files: ProjectFiles;
  readonly crds: readonly unknown[];
  /** The output as it was found. */
  readonly tree: Tree;
  /** What is wrong before anything is rendered. */
  readonly findings: readonly Finding[];
}

/** load → fetch; `known` is the output, where somebody has looked at it already. */
export async function prepare(request: RenderRequest, project: Project, known?: Tree): Promise<Prepared> {
  const { root, output, config, cache } = project;
  if (known === undefined) await settleOutput(output);
  const tree = known ?? new Tree(output);
  const gathering = await gatherFleet(request, project, tree.indexes());
  const { fleet, mine, findings: gathered, pins, provenance } = gathering;
  const unloaded = gathered.some(({ severity }) => severity === 'error');
  // A stack that cannot be loaded is the mistake to speak of, not that nothing is left.
  const nothing = { clusters: [], parts: new Map<string, ClusterPart>() };
  const { clusters, parts } = unloaded && mine.length === 0 ? nothing : select(mine, request);
  request.stage('fetch');
  const lock = await readLock(root);
  const models = clusters.map(({ built }) => built.model);
  const { download, frozen } = request;
  const fetched = await fetchRemotes(remotesOf(models), lock, { cache, download, frozen });
  const crds = definitionsFrom(config.crds, root, 'crds in the config');
  const files = projectFiles(root, fetched.contents);
  const inflated = await inflatedFor(models, { root, cache, lock, frozen, files, crds });
  const findings = [...gathered, ...fetched.findings, ...inflated.findings.map(({ finding }) => finding)];
  return {
    project,
    fleet,
    clusters,
    parts,
    pins,
    provenance,
    lock,
    fetched,
    inflated,
    files,
    crds,
    tree,
    findings,
  };
}

interface Around {
  readonly root: string;
  readonly cache: string | undefined;
  readonly lock: Lock;
  readonly frozen: boolean;
  readonly files: ProjectFiles;
  readonly crds: readonly unknown[];
}

async function inflatedFor(models: readonly ClusterModel[], { crds, ...around }: Around): Promise<Inflated> {
  const asked = chartsOf(models);
  if (asked.length === 0) return nothingInflated;
  const { inflate } = await import('../charts/inflate.ts');
  return inflate(asked, { ...around, apiVersions: apiVersionsOf(crds) });
}
