import { byText } from '../core/compare.ts';
import type { Finding } from '../core/finding.ts';
import type { FileSet, RenderedFile } from '../layout/file-set.ts';
import type { RenderedObject } from '../pipeline/objects.ts';
import type { TextFile } from '../pipeline/texts.ts';
import { writeLock } from '../project/lock.ts';
import type { Share } from '../write/decide.ts';
import type { Tree } from '../write/tree.ts';
import type { Gathered } from './gather.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { Project } from './project.ts';
import { type Part, readsOf, renderParts, togetherSaid } from './render-parts.ts';
import type { RenderRequest } from './request.ts';

/** A project's stacks as they are rendered now, in memory. */
export interface ProjectRender {
  readonly project: Project;
  /** Every cluster that is known; those that are rendered. */
  readonly fleet: readonly Gathered[];
  readonly clusters: readonly Gathered[];
  readonly rendered: FileSet;
  /** Every object that reaches a cluster. */
  readonly objects: readonly RenderedObject[];
  readonly files: ReadonlyMap<string, TextFile>;
  /** Of clusters that are rendered in part, which part that is. */
  readonly shares: ReadonlyMap<string, Share>;
  readonly findings: readonly Finding[];
  /** Whether nothing may be made of it. */
  readonly broken: boolean;
  /** The output as it was found. */
  readonly tree: Tree;
  /** The lock learns what was fetched. */
  readonly remember: () => Promise<void>;
}

/** load → fetch → render → text → validate, and all of it is kept. Writes nothing. */
export async function renderProject(request: RenderRequest, project: Project): Promise<ProjectRender> {
  const prepared = await prepare(request, project);
  const rendered = new Map<string, RenderedFile>();
  const objects: RenderedObject[] = [];
  const files = new Map<string, TextFile>();
  const shares = new Map<string, Share>();
  const take = async (part: Part): Promise<void> => {
    for (const [path, file] of part.files) rendered.set(path, file);
    for (const [path, file] of part.texts.files) files.set(path, file);
    for (const object of part.objects) objects.push(object);
    if (part.cluster !== undefined && part.share !== undefined)
      shares.set(part.cluster.name, { ...part.share, paths: [...part.all.keys()] });
  };
  const sayings = await renderParts(request, prepared, readsOf(prepared), { take });
  const findings = togetherSaid(request, prepared, [sayings]);
  const { fleet, clusters, tree } = prepared;
  return {
    ...{ project, fleet, clusters, rendered, objects, files, shares, findings, tree },
    broken: findings.some(({ severity }) => severity === 'error'),
    remember: () => learn(prepared),
  };
}

/** The lock learns what was fetched. */
export async function learn({ project, lock, fetched, inflated }: Prepared): Promise<void> {
  const [learnt, charts] = [fetched.learnt, inflated.learnt];
  if (learnt.length + charts.length === 0) return;
  const others = lock.remotes.filter(({ address }) => !learnt.some((each) => each.address === address));
  const all = [...lock.charts, ...charts].toSorted((a, b) =>
    byText(`${a.repository} ${a.chart} ${a.version}`, `${b.repository} ${b.chart} ${b.version}`),
  );
  await writeLock(project.root, { ...lock, remotes: [...others, ...learnt], charts: all });
}
