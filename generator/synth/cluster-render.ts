import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';
import type { RenderedPart } from '../pipeline/render.ts';
import type { Texts } from '../pipeline/texts.ts';
import type { Input } from '../project/inputs.ts';
import type { Bytes } from '../write/bytes.ts';
import {
  type ClusterPlan,
  Decider,
  type PlanGround,
  type Share,
  type WantedCluster,
} from '../write/decide.ts';
import type { Drafts } from '../write/drafts.ts';
import type { Tree } from '../write/tree.ts';
import { Early } from './early.ts';
import type { Prepared } from './prepare.ts';
import type { ClusterRecord } from './records.ts';
import { Trace } from './remember.ts';
import { type Part, readsOf, renderParts, type Sayings } from './render-parts.ts';
import type { RenderRequest } from './request.ts';

/** What was rendered of a cluster, as data: it can be remembered, and sent from one thread to another. */
export interface ClusterRender {
  readonly plan: ClusterPlan;
  readonly record: Omit<ClusterRecord, 'committed'>;
  /** Of what is said of it, what nobody can live with. */
  readonly made: readonly Finding[];
  /** What rendering it has read. */
  readonly reads: readonly Input[];
}

export interface Ground extends Omit<PlanGround, 'holds'> {
  /** Whether a file of a cluster is known to hold this, from outside; whether anything is known of a cluster. */
  readonly holds: (cluster: string, path: string, sha256: string) => boolean;
  readonly knows: (cluster: string) => boolean;
}

/** Takes up what was rendered of a cluster; what it does not keep is gone before the next is rendered. */
export type Take = (render: ClusterRender, share: Share | undefined) => Promise<void>;

/** Renders clusters, decides what becomes of their files, and hands on each as soon as it is done. */
export async function renderClusters(
  request: RenderRequest,
  prepared: Prepared,
  { holds, knows, ...ground }: Ground,
  take: Take,
  drafts?: Drafts,
): Promise<Sayings> {
  const { project, tree } = prepared;
  const early = new Early(project.output, tree);
  const decider = new Decider({
    ...ground,
    holds: (cluster, path, { content, sha256 }) => holds(cluster, path, sha256) || early.holds(path, content),
  });
  const trace = new Trace(readsOf(prepared), project);
  return renderParts(request, prepared, trace.reads, {
    soon: async ({ cluster, files }: RenderedPart, texts) => {
      // What is known from outside need not be read.
      early.begin(cluster === undefined || knows(cluster.name) ? [] : files.keys());
      if (cluster !== undefined) await drafts?.begin(newOnes(texts, tree));
    },
    take: async (part) => {
      if (part.cluster === undefined) return;
      request.stage('compare');
      const wanted = wantedOf(part, prepared);
      const decided = decider.decide(wanted);
      const create = decided.create.map(({ path, content }) => ({
        path,
        content: drafts?.of(path) ?? content,
      }));
      const plan = { ...decided, create };
      const { cluster, environment } = wanted;
      const { findings, made, judged } = part;
      const record = { cluster, environment, index: sha256Of(plan.index), said: [...findings, ...made] };
      await take(
        {
          plan,
          record: { ...record, judged: judged.findings, changes: judged.changes },
          made,
          reads: trace.taken(part.cluster, project.root),
        },
        wanted.share,
      );
    },
  });
}

/** What is at no path yet, and so surely to be created. */
function* newOnes({ files }: Texts, tree: Tree): Iterable<readonly [string, Bytes]> {
  for (const [path, { content }] of files)
    if (!tree.exists(path) && tree.found(path).is === 'nothing') yield [path, content];
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
