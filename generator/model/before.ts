import type { ApplicationModel, BundleModel, ClusterModel, NodeModel } from './model.ts';

/**
 * What runs before the rest of its bundle as a bundle of its own, on which the rest depends: for engines that order bundles
 * and not what is in them. Whoever has none of it stays who it is.
 */
export function withBundlesBefore(cluster: ClusterModel): ClusterModel {
  const nodes = mapped(cluster.nodes, inNode);
  return nodes === cluster.nodes ? cluster : Object.freeze({ ...cluster, nodes });
}

function inNode(node: NodeModel): NodeModel {
  const nodes = mapped(node.nodes, inNode);
  const bundles = split(node.bundles);
  return nodes === node.nodes && bundles === node.bundles ? node : Object.freeze({ ...node, nodes, bundles });
}

function split(bundles: readonly BundleModel[]): readonly BundleModel[] {
  const all = bundles.flatMap(apart);
  return all.length === bundles.length && all.every((each, index) => each === bundles[index]) ? bundles : all;
}

function apart(bundle: BundleModel): readonly BundleModel[] {
  const children = split(bundle.bundles);
  const first = bundle.applications.filter(isBefore);
  if (first.length === 0)
    return [children === bundle.bundles ? bundle : Object.freeze({ ...bundle, bundles: children })];
  const own = first.map((application) => bundleOf(application, bundle));
  const rest = Object.freeze({
    ...bundle,
    dependsOn: [...bundle.dependsOn, ...own.map(({ name }) => name)],
    applications: bundle.applications.filter((each) => !isBefore(each)),
    bundles: children,
  });
  return [...own, rest];
}

function isBefore({ config }: ApplicationModel): boolean {
  return config.before !== undefined;
}

/** What a bundle that runs first is called. */
export function nameBefore(bundle: string, application: string): string {
  return `${bundle}-${application}`;
}

/** As its bundle, but waited for; what is said of the others is not said of it. */
function bundleOf(application: ApplicationModel, bundle: BundleModel): BundleModel {
  const { healthChecks: _, healthCheckExprs: __, components: ___, ...options } = bundle.options;
  return Object.freeze({
    ...bundle,
    name: nameBefore(bundle.name, application.name),
    options: Object.freeze({ ...options, wait: true }),
    applications: [application],
    bundles: [],
  });
}

/** The list itself where nothing in it changes. */
function mapped<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const all = items.map(change);
  return all.every((each, index) => each === items[index]) ? items : all;
}
