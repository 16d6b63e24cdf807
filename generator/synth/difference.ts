import { finding } from '../core/codes.ts';
import type { Finding, ResourceIdentity } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { joinPath } from '../core/path.ts';
import { Problem } from '../core/problem.ts';
import { type Change, changesBetween, newKnown } from '../difference/changes.ts';
import { type Counts, countsOf, type Folded, findingsOf, folded } from '../difference/fold.ts';
import type { ClusterSides } from '../difference/placed.ts';
import { optionsFor } from '../pipeline/check-objects.ts';
import { repositoryOf } from '../project/committed.ts';
import { definitionsFrom } from '../project/definitions.ts';
import { keyOf } from '../validate/immutable/kept.ts';
import type { ValidateOptions } from '../validate/options.ts';
import { withoutIgnored } from '../validate/sieve/ignore.ts';
import { Tree } from '../write/tree.ts';
import { beforeOf, onDisk } from './before.ts';
import { type Compared, compareClusters, compareSides } from './compare.ts';
import { folderSide } from './folder-side.ts';
import { isPreview } from './gather.ts';
import { type Inflating, inflating } from './inflated-side.ts';
import { named, paired } from './pairs.ts';
import { openProject, type Project } from './project.ts';
import { type ProjectRender, renderProject } from './render-project.ts';
import { renderedSide } from './rendered-side.ts';
import type { RenderRequest } from './request.ts';
import type { Side, SideFile } from './side.ts';

/** What is compared with what. */
export type Compare =
  /** A git revision, HEAD without one, with what the stacks make now. */
  | { readonly what: 'revision'; readonly from: string | undefined }
  | { readonly what: 'revisions'; readonly from: string; readonly to: string }
  /** Folders, absolute; without a second one, with what the stacks make now. */
  | { readonly what: 'folders'; readonly from: string; readonly to: string | undefined }
  /** Two of them beside each other, as they are rendered now. */
  | { readonly what: 'environments' | 'clusters'; readonly from: string; readonly to: string };

export interface Difference {
  readonly from: string;
  readonly to: string;
  /** Two clusters or environments, as they are now: neither becomes the other. */
  readonly beside?: { readonly from: string; readonly to: string };
  /** Every change of every cluster. */
  readonly all: readonly Change[];
  /** The same, equal ones of many clusters as one. */
  readonly changes: readonly Folded[];
  readonly counts: Counts;
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

export interface Found {
  readonly difference: Difference;
  readonly findings: readonly Finding[];
}

/** Undefined difference: the stacks cannot be rendered, and findings say why. */
export type Answer = Found | { readonly difference: undefined; readonly findings: readonly Finding[] };

/** What is looked at, and where. */
export interface DifferenceRequest extends RenderRequest {
  readonly cwd: string;
  /** Instead of the config's. */
  readonly output: string | undefined;
  /** Whether charts are seen through what they make. */
  readonly inflate?: boolean;
}

export async function difference(request: DifferenceRequest, compare: Compare): Promise<Answer> {
  const project = await openProject(request.cwd, request.output);
  switch (compare.what) {
    case 'folders':
      if (compare.to === undefined)
        return withRender(project, request, compare.from, () => Promise.resolve(folderSide(compare.from)));
      return without(project, request, [folderSide(compare.from), folderSide(compare.to)], compare);
    case 'revisions': {
      const tree = new Tree(project.output);
      const [before, after] = await Promise.all(
        [compare.from, compare.to].map((each) => beforeOf(project.output, tree, each)),
      );
      if (before === undefined || after === undefined) throw new Error('two revisions have two sides');
      return without(project, request, [before, after], compare);
    }
    case 'revision': {
      if (repositoryOf(project.output) === undefined) throw new Problem([noRepository()]);
      const tree = new Tree(project.output);
      return withRender(project, request, compare.from ?? 'HEAD', () =>
        beforeOf(project.output, tree, compare.from),
      );
    }
    case 'environments':
    case 'clusters':
      return besideEachOther(project, request, compare);
  }
}

/** Neither side is rendered: nobody knows the clusters' versions but the config. */
async function without(
  project: Project,
  request: DifferenceRequest,
  [before, after]: readonly [Side, Side],
  { from, to }: { readonly from: string; readonly to: string | undefined },
): Promise<Answer> {
  const { config, root } = project;
  const charts = request.inflate === true ? inflating(project, () => config.kubernetes) : plainly;
  const compared = await compareSides(charts.through(before), charts.through(after));
  const crds = definitionsFrom(config.crds, root, 'crds in the config');
  const options = { kubernetes: config.kubernetes, crds, ...asked(config) };
  return withRemarks(
    answer(compared, () => options, { from, to: to ?? '', project, request, base: '' }),
    charts,
  );
}

/** Charts as they are written: releases of something. */
const plainly: Inflating = { through: (side) => side, findings: [] };

function withRemarks(found: Found, { findings }: Inflating): Found {
  return { ...found, findings: [...found.findings, ...findings] };
}

/** Each cluster's charts are rendered for its own version. */
function chartsFor(result: Rendering, request: Pick<DifferenceRequest, 'inflate'>): Inflating {
  if (request.inflate !== true) return plainly;
  const { project, clusters } = result;
  const versions = new Map(clusters.map(({ built: { model } }) => [model.name, model.options.kubernetes]));
  return inflating(project, (cluster) => versions.get(cluster) ?? project.config.kubernetes);
}

async function withRender(
  project: Project,
  request: DifferenceRequest,
  from: string,
  read: () => Promise<Side>,
): Promise<Answer> {
  // Git is asked while the stacks are rendered.
  const [before, result] = await Promise.all([
    read(),
    renderProject({ ...request, validate: false }, project),
  ]);
  if (result.broken) return { difference: undefined, findings: result.findings };
  return differenceWith(result, before, from, request);
}

/** What is rendered already, and what was there before. */
export async function differenceWith(
  result: Rendering,
  before: Side,
  from: string,
  request: RenderRequest & Pick<DifferenceRequest, 'inflate'>,
): Promise<Found> {
  const { project } = result;
  const base = project.config.layout.base ?? '';
  const charts = chartsFor(result, request);
  const after = charts.through(renderedSide(result, base));
  const compared = await compareSides(charts.through(before), after, isSelected(request, result));
  const has = holders(result);
  const found = answer(compared, optionsOf(result), { from, to: 'the render', project, request, base, has });
  return withRemarks(found, charts);
}

/** What is rendered already, and what was written last. */
export function differenceOnDisk(result: Rendering, request: RenderRequest): Promise<Found> {
  return differenceWith(result, onDisk(new Tree(result.project.output)), 'written', request);
}

/** What is rendered already, and whatever is beside it in its clusters. */
export function differenceOf(
  result: Rendering,
  clusters: readonly ClusterSides[],
  { from, to }: { readonly from: string; readonly to: string },
  request: Pick<RenderRequest, 'today'>,
): Found {
  const { project } = result;
  const base = project.config.layout.base ?? '';
  const compared = { clusters, gone: [], come: [] };
  return answer(compared, optionsOf(result), { from, to, project, request, base, has: holders(result) });
}

type Rendering = Pick<ProjectRender, 'project' | 'clusters' | 'rendered' | 'objects' | 'files'>;

/** A run that sees a part speaks of that part only; previews that are not asked for are nobody's. */
function isSelected(request: RenderRequest, { clusters }: Rendering): (file: SideFile) => boolean {
  const names = new Set(clusters.map(({ built }) => built.model.name));
  const { labels, shard, stacks, environments } = request;
  const whole = labels.length === 0 && shard === undefined && stacks.length === 0;
  return ({ cluster, environment }) =>
    names.has(cluster) ||
    (whole && (environments.length === 0 ? !isPreview(environment) : environments.includes(environment)));
}

async function besideEachOther(
  project: Project,
  request: DifferenceRequest,
  { what, from, to }: Compare & { readonly what: 'environments' | 'clusters' },
): Promise<Answer> {
  const environments = what === 'environments' ? [from, to] : request.environments;
  const result = await renderProject({ ...request, environments, validate: false }, project);
  if (result.broken) return { difference: undefined, findings: result.findings };
  const base = project.config.layout.base ?? '';
  const { pairs, gone, come } = (what === 'environments' ? paired : named)(result.clusters, from, to);
  const charts = chartsFor(result, request);
  const clusters = await compareClusters(charts.through(renderedSide(result, base)), pairs);
  const beside = { from, to };
  const found = answer({ clusters, gone, come }, optionsOf(result), {
    from,
    to,
    beside,
    project,
    request,
    base,
  });
  return withRemarks(found, charts);
}

/** Each cluster is judged by its own version and definitions. */
function optionsOf({ objects, clusters, project }: Rendering): (sides: ClusterSides) => ValidateOptions {
  const { config, root } = project;
  const crds = definitionsFrom(config.crds, root, 'crds in the config');
  const models = new Map(clusters.map(({ built }) => [built.model.name, built.model]));
  const byCluster = grouped(objects, ({ cluster }) => cluster.name);
  const given = { crds, serve: config.serve, ...asked(config) };
  return ({ cluster, names }) => {
    const name = names?.after ?? cluster;
    const model = models.get(name);
    return model === undefined ? given : optionsFor(model, byCluster.get(name) ?? [], given);
  };
}

function asked({ validate: { only, skip } }: Project['config']): Pick<ValidateOptions, 'only' | 'skip'> {
  return { only, skip };
}

/** Which clusters have an object: looked for once, and only where somebody asks. */
function holders({ objects }: Rendering): (resource: ResourceIdentity) => readonly string[] {
  let known: ReadonlyMap<string, readonly { readonly cluster: { readonly name: string } }[]> | undefined;
  const key = ({ apiVersion, kind, namespace, name }: ResourceIdentity): string =>
    keyOf({ apiVersion, kind, metadata: { namespace, name } });
  return (resource) => {
    known ??= grouped(objects, ({ object }) => keyOf(object));
    return (known.get(key(resource)) ?? []).map(({ cluster }) => cluster.name);
  };
}

interface Circumstances {
  readonly from: string;
  readonly to: string;
  readonly project: Project;
  readonly request: Pick<RenderRequest, 'today'>;
  readonly base: string;
  readonly beside?: Difference['beside'];
  readonly has?: (resource: ResourceIdentity) => readonly string[];
}

function answer(
  { clusters, gone, come }: Compared,
  options: (sides: ClusterSides) => ValidateOptions,
  { from, to, beside, project, request, base, has }: Circumstances,
): Found {
  const known = newKnown();
  const all = clusters.flatMap((sides) => changesBetween(sides, options(sides), known));
  const findings = findingsOf(all).map((each) =>
    each.definition === undefined && each.source !== undefined
      ? { ...each, source: { ...each.source, file: joinPath(base, each.source.file) } }
      : each,
  );
  // An ignore that is for something else than changes is not unused here.
  const left = withoutIgnored(findings, project.config.validate.ignore ?? [], request.today);
  return {
    difference: {
      from: shortened(from),
      to: shortened(to),
      ...(beside === undefined ? {} : { beside }),
      all,
      changes: folded(all, has),
      counts: countsOf(all),
      gone,
      come,
    },
    findings: left.filter(({ class: group }) => group === 'immutable'),
  };
}

/** A commit is known by its beginning. */
function shortened(name: string): string {
  return /^[0-9a-f]{40}$/.test(name) ? name.slice(0, 12) : name;
}

function noRepository(): Finding {
  return finding(
    'cli/no-repository',
    'the output is in no git repository: there is nothing to compare with',
    {
      fix: 'git init, or compare two folders: plimsoll diff OLD NEW',
    },
  );
}
