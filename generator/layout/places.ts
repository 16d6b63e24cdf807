import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt, type Origin } from '../core/origin.ts';
import { joinPath } from '../core/path.ts';
import type { ApplicationModel, BundleModel, ClusterModel, NodeModel } from '../model/model.ts';
import type { Source } from '../model/source.ts';
import { type BundleAt, bundlesOf, nodesOf } from '../model/walk.ts';
import type { LayoutRules } from './rules.ts';

/**
 * Every directory of a cluster, computed once. Files, kustomization entries and the engine's paths are taken from
 * here, so none of them can name a directory that the others do not.
 */
export interface Places {
  readonly node: (node: NodeModel) => string;
  readonly bundle: (bundle: BundleModel) => string;
  /** Where the files of an application are. */
  readonly application: (bundle: BundleModel, application: ApplicationModel) => string;
  /** Where the files are that an application brings as they are. */
  readonly files: (bundle: BundleModel, application: ApplicationModel) => string;
  /** Where the engine's objects of the cluster itself are: the entry of everything. */
  readonly root: string;
  /** Where the engine's object for a bundle is. */
  readonly engine: (at: BundleAt) => string;
  /** The directory whose kustomization lists that one. */
  readonly listedBy: (at: BundleAt) => string;
  /** The path the engine reads a directory by: from the repository's root, or from the artifact's. */
  readonly enginePath: (
    directory: string,
    at: Pick<BundleAt, 'nodes'> & { readonly bundle?: BundleModel },
  ) => string;
  /** The artifact that holds the node, where it is published apart. */
  readonly publishedFrom: (at: Pick<BundleAt, 'nodes'>) => Source | undefined;
  readonly findings: readonly Finding[];
}

/** Places every node, bundle and application; `engineDirectory` is what the engine calls its own directory. */
export function place(cluster: ClusterModel, rules: LayoutRules, engineDirectory: string): Places {
  const top = rules.cluster === 'directory' ? cluster.name : '';
  const nodes = new Map<NodeModel, string>();
  for (const path of nodesOf(cluster)) {
    const node = path.at(-1) as NodeModel;
    const above = path.slice(0, -1);
    // An artifact holds a directory: what is below a published node stays below it, flat or not.
    const from =
      rules.nodes === 'nested'
        ? above.length - 1
        : above.findLastIndex(({ options }) => options.source !== undefined);
    const home = from < 0 ? top : (nodes.get(above[from] as NodeModel) as string);
    nodes.set(
      node,
      joinPath(
        home,
        path
          .slice(from + 1)
          .map(({ name }) => name)
          .join('.'),
      ),
    );
  }
  const bundles = new Map<BundleModel, string>();
  for (const { bundle, umbrellas, nodes: path } of bundlesOf(cluster)) {
    const node = path.at(-1) as NodeModel;
    const around = umbrellas.at(-1);
    const home = nodes.get(node) as string;
    const above = around === undefined || rules.bundles === 'flat' ? home : (bundles.get(around) as string);
    bundles.set(bundle, rules.singleTier && isOnly(bundle, node) ? home : joinPath(above, bundle.name));
  }
  const bundlePlace = (bundle: BundleModel): string => bundles.get(bundle) as string;
  const root = joinPath(top, engineDirectory);
  const managed = cluster.options.gitops.controlPlane !== undefined;
  const applicationPlace = (bundle: BundleModel, { name }: ApplicationModel): string =>
    rules.applications === 'nested' ? joinPath(bundlePlace(bundle), name) : bundlePlace(bundle);
  const places: Omit<Places, 'findings'> = {
    node: (node) => nodes.get(node) as string,
    bundle: bundlePlace,
    application: applicationPlace,
    // No name of a bundle or application holds a dot.
    files: (bundle, application) =>
      joinPath(applicationPlace(bundle, application), `${application.name}.files`),
    root,
    engine: ({ bundle, umbrellas, nodes: path }) => {
      // Another cluster reads them: what is applied here cannot bring them.
      if (managed) return root;
      const around = umbrellas.at(-1);
      // Beside each bundle is its own object: those of an umbrella's children must not mix with it.
      const inner = rules.engine === 'bundle' ? joinPath(engineDirectory, 'children') : engineDirectory;
      if (around !== undefined) return joinPath(bundlePlace(around), inner);
      if (rules.engine === 'separate') return root;
      return rules.engine === 'node'
        ? joinPath(nodes.get(path.at(-1) as NodeModel) as string, engineDirectory)
        : joinPath(bundlePlace(bundle), engineDirectory);
    },
    listedBy: ({ umbrellas }) => {
      const around = umbrellas.at(-1);
      return around === undefined || managed ? root : bundlePlace(around);
    },
    publishedFrom: ({ nodes: path }) =>
      path.findLast(({ options }) => options.source !== undefined)?.options.source,
    enginePath: (directory, { bundle, nodes: path }) => {
      // A bundle with a source of its own reads the whole output from there.
      const apart = bundle?.options.source === undefined;
      const published = apart ? path.findLast(({ options }) => options.source !== undefined) : undefined;
      if (published === undefined) return `./${joinPath(rules.base, directory)}`;
      const from = nodes.get(published) as string;
      return directory === from ? './' : `./${directory.slice(from === '' ? 0 : from.length + 1)}`;
    },
  };
  return { ...places, findings: shared(cluster, places, rules) };
}

/** Nothing else would be in the node's directory. */
function isOnly(bundle: BundleModel, node: NodeModel): boolean {
  return (
    node.bundles.length === 1 &&
    node.bundles[0] === bundle &&
    node.nodes.length === 0 &&
    bundle.bundles.length === 0
  );
}

/** Two things that would take one directory: said, because neither could be told from the other afterwards. */
function shared(
  cluster: ClusterModel,
  places: Omit<Places, 'findings'>,
  rules: LayoutRules,
): readonly Finding[] {
  const taken = new Map<string, string>([[places.root, 'the engine']]);
  const findings: Finding[] = [];
  const take = (directory: string, what: string, origin: Origin): void => {
    const other = taken.get(directory);
    if (other === undefined) {
      taken.set(directory, what);
      return;
    }
    const message = `${what} and ${other} would share the directory ${directory}`;
    findings.push(
      finding('build/shared-directory', message, {
        ...definedAt(origin),
        fix: 'give one of them another name',
      }),
    );
  };
  const tiers = new Set<string>();
  for (const { bundle } of bundlesOf(cluster)) {
    take(places.bundle(bundle), `the bundle ${bundle.name}`, bundle.origin);
    tiers.add(places.bundle(bundle));
    if (rules.applications === 'nested')
      for (const application of bundle.applications)
        take(
          places.application(bundle, application),
          `the application ${application.name} of ${bundle.name}`,
          application.origin,
        );
  }
  for (const path of nodesOf(cluster)) {
    const node = path.at(-1) as NodeModel;
    const directory = places.node(node);
    const own =
      rules.singleTier &&
      node.bundles.length === 1 &&
      places.bundle(node.bundles[0] as BundleModel) === directory;
    if (!own) take(directory, `the node ${path.map(({ name }) => name).join('/')}`, node.origin);
  }
  return findings;
}
