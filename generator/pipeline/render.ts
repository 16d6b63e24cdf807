import { notFetched } from '../applications/files.ts';
import type { BuiltCluster } from '../builder/types.ts';
import { checkFleet } from '../checks/fleet.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { joinPath } from '../core/path.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Engine } from '../engines/engine.ts';
import { engines } from '../engines/engines.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { checkOrdering } from '../evaluate/ordering.ts';
import { checkEntries, checkParts, checkPaths } from '../layout/check-paths.ts';
import { assemble, type FileSet, type RenderedFile } from '../layout/file-set.ts';
import { place } from '../layout/places.ts';
import { fluxMonorepo, type LayoutRules, wrongRules } from '../layout/rules.ts';
import type { ClusterModel } from '../model/model.ts';
import { noFiles, type ProjectFiles } from '../model/project-files.ts';
import { objectsOf, type RenderedObject } from './objects.ts';

export interface Rendered {
  readonly files: FileSet;
  /** Every object that reaches a cluster, those of the engine too. */
  readonly objects: readonly RenderedObject[];
  readonly findings: readonly Finding[];
}

/** What is rendered of one cluster; of none what is said of the fleet. */
export interface RenderedPart extends Rendered {
  readonly cluster: ClusterModel | undefined;
}

export interface RenderOptions {
  /** Whether the output holds a file already: one of the user's own is listed only then. */
  readonly exists?: (path: string) => boolean;
  /** What applications may read. */
  readonly files?: ProjectFiles;
  /** Which clusters are rendered; the others are known, because clusters speak of each other. */
  readonly only?: (cluster: string) => boolean;
  /** Definitions of custom resources, beside those of the render. */
  readonly crds?: readonly unknown[];
  /** Told when a stage begins, for each cluster anew. */
  readonly stage?: (name: RenderStage) => void;
}

export type RenderStage = 'render' | 'patch' | 'layout';

/** From built clusters to a file set, in memory. Pure: same clusters, rules and answers, same bytes. */
export function render(
  clusters: readonly BuiltCluster[],
  rules: Partial<LayoutRules> = {},
  options: RenderOptions = {},
): Rendered {
  const files = new Map<string, RenderedFile>();
  const objects: RenderedObject[] = [];
  const findings: Finding[] = [];
  for (const part of renderEach(clusters, rules, options)) {
    for (const [path, file] of part.files) files.set(path, file);
    for (const object of part.objects) objects.push(object);
    findings.push(...part.findings);
  }
  return { files, objects, findings };
}

/**
 * The same, cluster by cluster: whoever has seen one may forget it before the next is made. What is wrong with the fleet is said of no
 * cluster, before them or after.
 */
export function* renderEach(
  clusters: readonly BuiltCluster[],
  rules: Partial<LayoutRules> = {},
  options: RenderOptions = {},
): Generator<RenderedPart> {
  const wrong = wrongRules(rules);
  if (wrong.length > 0) {
    const findings = wrong.map(({ rule, value, allowed }) =>
      finding('build/bad-layout-rule', `the layout rule ${rule} is ${JSON.stringify(value)}`, {
        fix: `use ${allowed}`,
      }),
    );
    yield ofFleet(findings);
    return;
  }
  const all: LayoutRules = { ...fluxMonorepo, ...rules };
  const wrongPaths: Finding[] = [];
  const fleet = clusters.map(({ model, findings: wrong }) => (wrong.some(isError) ? model : arranged(model)));
  yield ofFleet([...twice(clusters), ...checkFleet(fleet), ...oneOutput(fleet, all)]);
  const { only = () => true } = options;
  for (const [index, { model, findings: said }] of clusters.entries()) {
    if (!only(model.name)) continue;
    const rendered = renderCluster({ model: fleet[index] ?? model, findings: said }, all, fleet, options);
    // Each has a directory of its own: what is one file where case does not count is of one cluster.
    wrongPaths.push(...checkPaths(rendered.files.keys()));
    yield { ...rendered, cluster: model };
  }
  yield ofFleet(wrongPaths);
}

function ofFleet(findings: readonly Finding[]): RenderedPart {
  return { files: new Map(), objects: [], findings, cluster: undefined };
}

function renderCluster(
  { model, findings }: Pick<BuiltCluster, 'model' | 'findings'>,
  rules: LayoutRules,
  fleet: readonly ClusterModel[],
  { exists = () => false, files = noFiles, crds = [], stage }: RenderOptions,
): Rendered {
  const engine = engineOf(model);
  if (engine === undefined) {
    const hint = didYouMean(
      model.options.gitops.engine,
      engines.map(({ name }) => name),
    );
    const unknown = finding(
      'build/unknown-engine',
      `the cluster ${model.name} asks for the engine ${model.options.gitops.engine}`,
      hint === undefined ? {} : { fix: hint },
    );
    return { files: new Map(), objects: [], findings: [...findings, unknown] };
  }
  // A model with mistakes has no sound places: names could leave their directory.
  if (findings.some(isError)) return { files: new Map(), objects: [], findings };
  stage?.('render');
  const evaluated = evaluate(model, { files, crds, release: engine.release, stage });
  stage?.('layout');
  const places = place(model, rules, engine.directory);
  const answer = engine.answer(model, places, fleet, evaluated);
  const found = [
    ...findings,
    ...evaluated.findings,
    ...checkOrdering(model, evaluated.resources),
    ...checkParts(evaluated.parts),
    ...checkEntries(evaluated.parts, places),
    ...places.findings,
    ...answer.findings,
  ];
  const copies = (answer.fetchedFiles ?? []).flatMap(({ file, address }) => {
    const content = files.remote(address);
    if (content === undefined) found.push(notFetched(address));
    return content === undefined ? [] : [{ file, content }];
  });
  const copied = new Set(copies.map(({ file }) => file));
  const wishes = {
    usersFiles: (answer.usersFiles ?? []).filter(
      (file) => !copied.has(file) && exists(joinPath(places.root, file)),
    ),
    copies,
    unread: new Set(answer.unread),
  };
  const set = assemble(model, evaluated, answer.documents, places, rules, wishes);
  return { files: set, objects: objectsOf(set, model, evaluated, places), findings: found };
}

function engineOf({ options }: ClusterModel): Engine | undefined {
  return engines.find(({ name }) => name === options.gitops.engine);
}

function arranged(model: ClusterModel): ClusterModel {
  return engineOf(model)?.arrange?.(model) ?? model;
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

/** Without a directory of its own a cluster takes the whole output. */
function oneOutput(fleet: readonly ClusterModel[], rules: LayoutRules): readonly Finding[] {
  if (rules.cluster === 'directory' || fleet.length < 2) return [];
  const names = fleet.map(({ name }) => name).join(', ');
  const fix = "give each a directory: cluster: 'directory'";
  return [finding('build/shared-directory', `the clusters ${names} would share one output`, { fix })];
}

/** Clusters are told apart by name in one render. */
function twice(clusters: readonly BuiltCluster[]): readonly Finding[] {
  const seen = new Set<string>();
  return clusters.flatMap(({ model }) => {
    if (!seen.has(model.name)) {
      seen.add(model.name);
      return [];
    }
    return [
      finding('build/duplicate-cluster', `the cluster ${model.name} is there twice`, definedAt(model.origin)),
    ];
  });
}
