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
import { beforeOf } from './before.ts';
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
  /** What was said of it when it was rendered. */
  readonly said: readonly Finding[];
  readonly judged: Judged;
}

/** What rendering asks of the disk. */
export interface Reads {
  readonly files: ProjectFiles;
  /** Whether the output holds a file. */
  readonly exists: (path: string) => boolean;
}

/** What is said of clusters that are not rendered, because they were. */
export interface Known {
  readonly said: readonly Finding[];
  readonly judged: readonly Finding[];
}

export function readsOf({ files, inflated, tree }: Prepared): Reads {
  return {
    files: { ...files, chart: (chart) => inflated.texts.get(chartKey(chart)) },
    exists: (path) => tree.exists(path),
  };
}

/**
 * render → text → validate, cluster by cluster: what `take` does not keep is gone before the next is rendered. Answers what is said of
 * all of it, less what the project lives with. `soon` hears of a cluster before it is judged.
 */
export async function renderParts(
  request: RenderRequest,
  prepared: Prepared,
  reads: Reads,
  take: (part: Part) => void,
  known: Known = { said: [], judged: [] },
  soon: (part: RenderedPart) => void = () => undefined,
): Promise<readonly Finding[]> {
  const { project, fleet, clusters, parts, pins, crds, tree } = prepared;
  const { root, output, config, cache } = project;
  const names = new Set(clusters.map(({ built }) => built.model.name));
  keepCodeIn(codeStoreIn(cache));
  request.stage('compare');
  const changes = request.validate && isChangeAsked(config.validate);
  const before = changes ? await beforeOf(output, [...names], tree, request.against) : undefined;
  const judge = new Judge(config, { root, crds, before });
  const each = renderEach(
    fleet.map(({ built }) => built),
    config.layout,
    { ...reads, only: (name) => names.has(name), crds, stage: request.stage },
  );
  const made = [...prepared.findings];
  const rendered = [...known.said];
  const judged = [...known.judged];
  for (;;) {
    request.stage('render');
    const { value: next, findings: unpinned } = await withPins({ ...pins, findings: [] }, () => each.next());
    if (next.done === true) break;
    const whole = next.value;
    request.stage('text');
    const share = whole.cluster && parts.get(whole.cluster.name);
    const part = share === undefined ? whole : shareOf(whole, share);
    soon(part);
    const texts = textsOf(part.files);
    made.push(...unpinned, ...texts.findings);
    rendered.push(...part.findings);
    request.stage('validate');
    // What stands in for a pin that is missing is no mistake of its own.
    const sound = request.validate && !made.some(({ code }) => code === 'build/unknown-pin');
    const said = sound ? await judge.of(whole, texts, share) : { findings: [], changes: [] };
    judged.push(...said.findings, ...said.changes);
    take({
      ...part,
      share,
      all: whole.files,
      texts,
      said: [...part.findings, ...unpinned, ...texts.findings],
      judged: said,
    });
  }
  request.stage('validate');
  if (!request.validate || made.some(({ code }) => code === 'build/unknown-pin'))
    return [...made, ...rendered];
  judged.push(...(await judge.ofAll()));
  return [...made, ...sieved(rendered, judged, config, request.today)];
}

/** What belongs to a part of a cluster. */
function shareOf(whole: RenderedPart, { holds }: ClusterPart): RenderedPart {
  const files = new Map([...whole.files].filter(([, { owner }]) => holds(owner)));
  return { ...whole, files, objects: whole.objects.filter(({ path }) => files.has(path)) };
}
