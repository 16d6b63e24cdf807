import type { Finding } from '../core/finding.ts';
import type { FileSet } from '../layout/file-set.ts';
import { chartKey } from '../model/chart.ts';
import type { ProjectFiles } from '../model/project-files.ts';
import { withPins } from '../pins/active.ts';
import { type RenderedPart, renderEach } from '../pipeline/render.ts';
import { type Texts, textsOf } from '../pipeline/texts.ts';
import { codeStoreIn } from '../project/code-store.ts';
import { isChangeAsked } from '../validate/immutable/changes.ts';
import { keepCodeIn } from '../validate/schema/code-store.ts';
import { beforeEach } from './before.ts';
import { Judge, type Judged, sieved } from './judge-render.ts';
import type { Prepared } from './prepare.ts';
import type { RenderRequest } from './request.ts';
import type { ClusterPart } from './shards.ts';

/** A cluster as it is rendered now; or, of no cluster, what is said of the fleet. */
export interface Part extends RenderedPart {
  readonly texts: Texts;
  /** Where the cluster is rendered in part: which part that is. */
  readonly share: ClusterPart | undefined;
  /** Every file of the cluster, those of other parts too. */
  readonly all: FileSet;
  /** What was said of it that nobody can live with, beside its findings. */
  readonly made: readonly Finding[];
  readonly judged: Judged;
}

/** What rendering asks of the disk. */
export interface Reads {
  readonly files: ProjectFiles;
  /** Whether the output holds a file. */
  readonly exists: (path: string) => boolean;
}

/** What is said of a cluster: when it was rendered, when it was judged. */
export interface Known {
  readonly said: readonly Finding[];
  readonly judged: readonly Finding[];
}

/** What is said of everything that was rendered, before anything is ignored. */
export interface Sayings {
  /** Of what nobody can live with. */
  readonly made: readonly Finding[];
  readonly clusters: ReadonlyMap<string, Known>;
  readonly fleet: Known;
}

/** Whoever looks on while clusters are rendered. */
export interface Onlooker {
  /** Hears of a cluster before it is judged. */
  readonly soon?: (part: RenderedPart, texts: Texts) => Promise<void>;
  /** Is given it: what it does not keep is gone before the next is rendered. */
  readonly take: (part: Part) => Promise<void>;
}

export function readsOf({ files, inflated, tree }: Prepared): Reads {
  return {
    files: { ...files, chart: (chart) => inflated.texts.get(chartKey(chart)) },
    exists: (path) => tree.exists(path),
  };
}

/** render → text → validate, cluster by cluster. */
export async function renderParts(
  request: RenderRequest,
  prepared: Prepared,
  reads: Reads,
  { take, soon }: Onlooker,
): Promise<Sayings> {
  const { project, fleet, clusters, parts, pins, crds, tree } = prepared;
  const { root, output, config, cache } = project;
  const names = new Set(clusters.map(({ built }) => built.model.name));
  keepCodeIn(codeStoreIn(cache));
  request.stage('compare');
  const changes = request.validate && isChangeAsked(config.validate);
  const before = changes ? await beforeEach(output, [...names], tree, request.against) : undefined;
  const judge = new Judge(config, { root, crds, before });
  const each = renderEach(
    fleet.map(({ built }) => built),
    config.layout,
    { ...reads, only: (name) => names.has(name), crds, stage: request.stage },
  );
  const made: Finding[] = [];
  const ofFleet: Finding[] = [];
  const byCluster = new Map<string, Known>();
  const isSound = (): boolean => request.validate && !lacksPins([...prepared.findings, ...made]);
  for (;;) {
    request.stage('render');
    const { value: next, findings: unpinned } = await withPins({ ...pins, findings: [] }, () => each.next());
    if (next.done === true) break;
    const whole = next.value;
    request.stage('text');
    const share = whole.cluster && parts.get(whole.cluster.name);
    const part = share === undefined ? whole : shareOf(whole, share);
    const texts = textsOf(part.files);
    await soon?.(part, texts);
    const madeHere = [...unpinned, ...texts.findings];
    made.push(...madeHere);
    request.stage('validate');
    // What stands in for a pin that is missing is no mistake of its own.
    const judged = isSound() ? await judge.of(whole, texts, share) : { findings: [], changes: [] };
    if (part.cluster === undefined) ofFleet.push(...part.findings);
    else
      byCluster.set(part.cluster.name, {
        said: part.findings,
        judged: [...judged.findings, ...judged.changes],
      });
    await take({ ...part, share, all: whole.files, texts, made: madeHere, judged });
  }
  request.stage('validate');
  const judged = isSound() ? await judge.ofAll() : [];
  return { made, clusters: byCluster, fleet: { said: ofFleet, judged } };
}

/** All that is said, in the order of the clusters, less what the project lives with. */
export function togetherSaid(
  request: RenderRequest,
  { project, clusters, findings }: Pick<Prepared, 'project' | 'clusters' | 'findings'>,
  sayings: readonly Sayings[],
  known: readonly Known[] = [],
): readonly Finding[] {
  const made = [...findings, ...sayings.flatMap((each) => each.made)];
  const ofClusters = clusters.flatMap(({ built }) =>
    sayings.flatMap((each) => each.clusters.get(built.model.name) ?? []),
  );
  const all = [...known, ...sayings.map(({ fleet }) => fleet), ...ofClusters];
  const said = all.flatMap((each) => each.said);
  if (!request.validate || lacksPins(made)) return [...made, ...said];
  return [
    ...made,
    ...sieved(
      said,
      all.flatMap((each) => each.judged),
      project.config,
      request.today,
    ),
  ];
}

function lacksPins(made: readonly Finding[]): boolean {
  return made.some(({ code }) => code === 'build/unknown-pin');
}

/** What belongs to a part of a cluster. */
function shareOf(whole: RenderedPart, { holds }: ClusterPart): RenderedPart {
  const files = new Map([...whole.files].filter(([, { owner }]) => holds(owner)));
  return { ...whole, files, objects: whole.objects.filter(({ path }) => files.has(path)) };
}
