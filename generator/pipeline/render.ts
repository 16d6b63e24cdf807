import type { BuiltCluster } from '../builder/types.ts';
import { checkFleet } from '../checks/fleet.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { didYouMean } from '../core/suggest.ts';
import { engines } from '../engines/engines.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { checkOrdering } from '../evaluate/ordering.ts';
import { assemble, type FileSet, type RenderedFile } from '../layout/file-set.ts';
import { join, place } from '../layout/places.ts';
import { fluxMonorepo, type LayoutRules, wrongRules } from '../layout/rules.ts';
import type { ClusterModel } from '../model/model.ts';
import { definedAt } from '../model/place.ts';

export interface Rendered {
  readonly files: FileSet;
  readonly findings: readonly Finding[];
}

export interface RenderOptions {
  /** Whether the output holds a file already: one of the user's own is listed only then. */
  readonly exists?: (path: string) => boolean;
}

/** From built clusters to a file set, in memory. Pure: same clusters, rules and answers, same bytes. */
export function render(
  clusters: readonly BuiltCluster[],
  rules: Partial<LayoutRules> = {},
  { exists = () => false }: RenderOptions = {},
): Rendered {
  const wrong = wrongRules(rules);
  if (wrong.length > 0) {
    const findings = wrong.map(({ rule, value, allowed }) =>
      finding('build/bad-layout-rule', `the layout rule ${rule} is ${JSON.stringify(value)}`, {
        fix: `use ${allowed}`,
      }),
    );
    return { files: new Map(), findings };
  }
  const all: LayoutRules = { ...fluxMonorepo, ...rules };
  const files = new Map<string, RenderedFile>();
  const fleet = clusters.map(({ model }) => model);
  const findings: Finding[] = [...twice(clusters), ...checkFleet(fleet), ...oneOutput(fleet, all)];
  for (const cluster of clusters) {
    const rendered = renderCluster(cluster, all, fleet, exists);
    findings.push(...rendered.findings);
    for (const [path, file] of rendered.files) files.set(path, file);
  }
  return { files, findings };
}

function renderCluster(
  { model, findings }: BuiltCluster,
  rules: LayoutRules,
  fleet: readonly ClusterModel[],
  exists: (path: string) => boolean,
): Rendered {
  const engine = engines.find(({ name }) => name === model.options.gitops.engine);
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
    return { files: new Map(), findings: [...findings, unknown] };
  }
  // A model with mistakes has no sound places: names could leave their directory.
  if (findings.some(({ severity }) => severity === 'error')) return { files: new Map(), findings };
  const { resources, findings: evaluated } = evaluate(model);
  const places = place(model, rules, engine.directory);
  const answer = engine.answer(model, places, fleet);
  const found = [
    ...findings,
    ...evaluated,
    ...checkOrdering(model, resources),
    ...places.findings,
    ...answer.findings,
  ];
  const usersFiles = (answer.usersFiles ?? []).filter((file) => exists(join(places.root, file)));
  return { files: assemble(model, resources, answer.documents, places, rules, usersFiles), findings: found };
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
