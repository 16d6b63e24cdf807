import type { BundleModel, ClusterModel, NodeModel } from './model.ts';

/** A bundle and everything it is in. */
export interface BundleAt {
  readonly bundle: BundleModel;
  /** From the cluster down to the node that holds it. */
  readonly nodes: readonly NodeModel[];
  /** Umbrellas around it, outermost first. */
  readonly umbrellas: readonly BundleModel[];
}

/** Every node with the nodes above it, in the order of the stack. */
export function* nodesOf(cluster: ClusterModel): Generator<readonly NodeModel[]> {
  yield* below(cluster.nodes, []);
}

function* below(nodes: readonly NodeModel[], above: readonly NodeModel[]): Generator<readonly NodeModel[]> {
  for (const node of nodes) {
    const path = [...above, node];
    yield path;
    yield* below(node.nodes, path);
  }
}

/** Every bundle, umbrellas before their children. */
export function* bundlesOf(cluster: ClusterModel): Generator<BundleAt> {
  for (const nodes of nodesOf(cluster)) yield* within((nodes.at(-1) as NodeModel).bundles, nodes, []);
}

function* within(
  bundles: readonly BundleModel[],
  nodes: readonly NodeModel[],
  umbrellas: readonly BundleModel[],
): Generator<BundleAt> {
  for (const bundle of bundles) {
    yield { bundle, nodes, umbrellas };
    yield* within(bundle.bundles, nodes, [...umbrellas, bundle]);
  }
}
