import type { Origin } from '../core/origin.ts';
import type { BundleOptions } from '../model/bundle-options.ts';
import type {
  ApplicationModel,
  BundleModel,
  ClusterModel,
  ClusterOptions,
  NodeModel,
  NodeOptions,
  Overlay,
} from '../model/model.ts';
import { type Chain, toArray } from './chain.ts';

/** What builders hold: the model with chains in place of arrays. */
export interface BundleState {
  readonly name: string;
  readonly options: BundleOptions;
  readonly dependsOn: readonly string[];
  readonly applications: Chain<ApplicationModel> | undefined;
  readonly bundles: Chain<BundleState> | undefined;
  readonly patches: Chain<Overlay> | undefined;
  readonly origin: Origin;
}

export interface NodeState {
  readonly name: string;
  readonly options: NodeOptions;
  readonly nodes: Chain<NodeState> | undefined;
  readonly bundles: Chain<BundleState> | undefined;
  readonly patches: Chain<Overlay> | undefined;
  readonly origin: Origin;
}

export interface ClusterState {
  readonly name: string;
  readonly options: ClusterOptions;
  readonly nodes: Chain<NodeState> | undefined;
  readonly overlays: Chain<Overlay> | undefined;
  readonly origin: Origin;
}

// Field by field: what is made of the rest of an object has a shape of its own each time.

export function clusterModel({ name, options, origin, nodes, overlays }: ClusterState): ClusterModel {
  return Object.freeze({
    name,
    options,
    origin,
    nodes: toArray(nodes, nodeModel),
    overlays: toArray(overlays, itself),
  });
}

function nodeModel({ name, options, origin, nodes, bundles, patches }: NodeState): NodeModel {
  return Object.freeze({
    name,
    options,
    origin,
    nodes: toArray(nodes, nodeModel),
    bundles: toArray(bundles, bundleModel),
    patches: toArray(patches, itself),
  });
}

function bundleModel(state: BundleState): BundleModel {
  const { name, options, dependsOn, origin, applications, bundles, patches } = state;
  return Object.freeze({
    name,
    options,
    dependsOn,
    origin,
    applications: toArray(applications, itself),
    bundles: toArray(bundles, bundleModel),
    patches: toArray(patches, itself),
  });
}

function itself<T>(item: T): T {
  return item;
}
