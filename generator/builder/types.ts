import type { Finding } from '../core/finding.ts';
import type { BundleOptions } from '../model/bundle-options.ts';
import type { ApplicationConfig, Change, ClusterModel, NodeOptions, Selection } from '../model/model.ts';
import type { Emission, StackPatch } from '../model/stack-patch.ts';

/**
 * The fluent face, for the compiler: which names are taken, which bundles can be depended on, where `end()` leads.
 * Names that are only known at run time (`string`) are let through here and checked by `build()`.
 */
declare const known: unique symbol;

/** A name that is not taken yet; else a sentence that nothing can be assigned to. */
export type Fresh<Name extends string, Taken extends string, What extends string> = string extends Name
  ? Name
  : string extends Taken
    ? Name
    : Name extends Taken
      ? `the ${What} ${Name} is there already: choose another name`
      : Name;

/** A bundle declared so far. */
export type Dependency<Name extends string, Bundles extends string> = string extends Name
  ? Name
  : Name extends Bundles
    ? Name
    : `there is no bundle ${Name} so far: declare it before what depends on it`;

/** Where `end()` leads. */
export interface ToCluster<Nodes extends string> {
  readonly level: 'cluster';
  readonly nodes: Nodes;
}
export interface ToNode<Up, Nodes extends string, Own extends string> {
  readonly level: 'node';
  readonly up: Up;
  readonly nodes: Nodes;
  readonly own: Own;
}
export interface ToBundle<Up, Applications extends string, Own extends string> {
  readonly level: 'bundle';
  readonly up: Up;
  readonly applications: Applications;
  readonly own: Own;
}
/** Inside a callback: what is around it goes on when the callback returns. */
export interface Nowhere {
  readonly level: 'callback';
}

type End<Up, Bundles extends string> =
  Up extends ToCluster<infer Nodes>
    ? ClusterBuilder<Bundles, Nodes>
    : Up extends ToNode<infer Above, infer Nodes, infer Own>
      ? NodeBuilder<Above, Bundles | Own, Nodes>
      : Up extends ToBundle<infer Above, infer Applications, infer Own>
        ? BundleBuilder<Above, Bundles | Own, Applications>
        : 'a callback needs no end(): return the builder';

interface Filled {
  readonly [known]: string;
}
type BundlesOf<Result extends Filled> = Result[typeof known];

interface Options<Name extends string, Bundles extends string> extends BundleOptions {
  /** Bundles that must be ready before. */
  readonly dependsOn?: readonly Dependency<Name, Bundles>[];
}

/** What a cluster, node or bundle that was declared leads to: into it, or past it when a callback filled it. */
type IntoNode<Result extends Filled, Bundles extends string, Into, Past> = [Result] extends [never]
  ? NodeBuilder<Into, Bundles, never>
  : Past;
type IntoBundle<Result extends Filled, Bundles extends string, Into, Past> = [Result] extends [never]
  ? BundleBuilder<Into, Bundles, never>
  : Past;

export interface ClusterBuilder<Bundles extends string, Nodes extends string> extends Filled {
  readonly [known]: Bundles;
  readonly node: <const Name extends string, Result extends Filled = never>(
    name: Fresh<Name, Nodes, 'node'>,
    options?: NodeOptions | ((node: NodeBuilder<Nowhere, Bundles, never>) => Result),
    fill?: (node: NodeBuilder<Nowhere, Bundles, never>) => Result,
  ) => IntoNode<Result, Bundles, ToCluster<Nodes | Name>, ClusterBuilder<BundlesOf<Result>, Nodes | Name>>;
  /** The same for each item of a list: names that are only known at run time are checked by `build()`. */
  readonly each: <Item>(
    items: Iterable<Item>,
    add: (cluster: ClusterBuilder<string, string>, item: Item) => ClusterBuilder<string, string>,
  ) => ClusterBuilder<string, string>;
  /** Changes the resources that are selected, when they are rendered. */
  readonly overlay: (selection: Selection, change: Change) => ClusterBuilder<Bundles, Nodes>;
  /** Patches the resources of the cluster that the patch is for. */
  readonly patch: (patch: StackPatch, options?: PatchOptions) => ClusterBuilder<Bundles, Nodes>;
  /** The frozen model, with every mistake that was made on the way. */
  readonly build: () => BuiltCluster;
}

export interface NodeBuilder<Up, Bundles extends string, Nodes extends string> extends Filled {
  readonly [known]: Bundles;
  readonly node: <const Name extends string, Result extends Filled = never>(
    name: Fresh<Name, Nodes, 'node'>,
    options?: NodeOptions | ((node: NodeBuilder<Nowhere, Bundles, never>) => Result),
    fill?: (node: NodeBuilder<Nowhere, Bundles, never>) => Result,
  ) => IntoNode<
    Result,
    Bundles,
    ToNode<Up, Nodes | Name, never>,
    NodeBuilder<Up, BundlesOf<Result>, Nodes | Name>
  >;
  readonly bundle: <
    const Name extends string,
    const Needed extends string = never,
    Result extends Filled = never,
  >(
    name: Fresh<Name, Bundles, 'bundle'>,
    options?: Options<Needed, Bundles> | ((bundle: BundleBuilder<Nowhere, Bundles, never>) => Result),
    fill?: (bundle: BundleBuilder<Nowhere, Bundles, never>) => Result,
  ) => IntoBundle<Result, Bundles, ToNode<Up, Nodes, Name>, NodeBuilder<Up, BundlesOf<Result> | Name, Nodes>>;
  /** The same for each item of a list: names that are only known at run time are checked by `build()`. */
  readonly each: <Item>(
    items: Iterable<Item>,
    add: (node: NodeBuilder<Nowhere, string, string>, item: Item) => NodeBuilder<Nowhere, string, string>,
  ) => NodeBuilder<Up, string, string>;
  /** Patches the resources of the node that the patch is for. */
  readonly patch: (patch: StackPatch, options?: PatchOptions) => NodeBuilder<Up, Bundles, Nodes>;
  readonly end: () => End<Up, Bundles>;
}

export interface BundleBuilder<Up, Bundles extends string, Applications extends string> extends Filled {
  readonly [known]: Bundles;
  readonly application: <const Name extends string>(
    name: Fresh<Name, Applications, 'application'>,
    config: ApplicationConfig,
    options?: ApplicationOptions,
  ) => BundleBuilder<Up, Bundles, Applications | Name>;
  /** Patches the resources of the bundle, and of those in it, that the patch is for. */
  readonly patch: (patch: StackPatch, options?: PatchOptions) => BundleBuilder<Up, Bundles, Applications>;
  /** A child: this bundle becomes its umbrella. */
  readonly bundle: <
    const Name extends string,
    const Needed extends string = never,
    Result extends Filled = never,
  >(
    name: Fresh<Name, Bundles, 'bundle'>,
    options?: Options<Needed, Bundles> | ((bundle: BundleBuilder<Nowhere, Bundles, never>) => Result),
    fill?: (bundle: BundleBuilder<Nowhere, Bundles, never>) => Result,
  ) => IntoBundle<
    Result,
    Bundles,
    ToBundle<Up, Applications, Name>,
    BundleBuilder<Up, BundlesOf<Result> | Name, Applications>
  >;
  /** The same for each item of a list: names that are only known at run time are checked by `build()`. */
  readonly each: <Item>(
    items: Iterable<Item>,
    add: (
      bundle: BundleBuilder<Nowhere, string, string>,
      item: Item,
    ) => BundleBuilder<Nowhere, string, string>,
  ) => BundleBuilder<Up, string, string>;
  readonly end: () => End<Up, Bundles>;
}

export interface ApplicationOptions {
  readonly namespace?: string;
  /** Applied to its resources before those of the bundle, the node and the cluster. */
  readonly patches?: readonly StackPatch[];
}

export interface PatchOptions {
  /** Not applied here, but written for whoever reads the result. */
  readonly emit?: Emission;
}

/** What a stack exports. */
export interface BuiltCluster {
  readonly model: ClusterModel;
  readonly findings: readonly Finding[];
}
