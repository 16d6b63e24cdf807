import { check } from '../checks/check.ts';
import { origin } from '../core/origin.ts';
import type { BundleOptions } from '../model/bundle-options.ts';
import type {
  ApplicationConfig,
  ApplicationModel,
  ClusterOptions,
  NodeOptions,
  Overlay,
} from '../model/model.ts';
import type { StackPatch } from '../model/stack-patch.ts';
import { append } from './chain.ts';
import { type BundleState, type ClusterState, clusterModel, type NodeState } from './state.ts';
import type { ApplicationOptions, BuiltCluster, ClusterBuilder, PatchOptions } from './types.ts';

/**
 * The fluent face at run time. Every method answers a new builder over a new state; a state shares all that did not
 * change. What `types.ts` says to the compiler is the same, said here without types.
 */
export function cluster(name: string, options: ClusterOptions): ClusterBuilder<never, never> {
  const state: ClusterState = { name, options, nodes: undefined, overlays: undefined, origin: origin() };
  return clusterBuilder(state) as unknown as ClusterBuilder<never, never>;
}

/** A builder that knows what it made so far. */
interface Holding<State> {
  readonly state: State;
}

type Fill<State> = (builder: Holding<State>) => Holding<State>;
type Loose<Options, State> = Options | Fill<State> | undefined;

function clusterBuilder(state: ClusterState): object {
  const self: object = Object.freeze({
    state,
    each: (items: Iterable<unknown>, add: Add) => eachOf(self, items, add),
    node: (name: string, second: Loose<NodeOptions, NodeState>, third?: Fill<NodeState>) =>
      declared(newNode(name, optionsOf(second)), second, third, nodeBuilder, (node) =>
        clusterBuilder({ ...state, nodes: append(state.nodes, node) }),
      ),
    overlay: (selection: Overlay['selection'], change: Overlay['change']) =>
      clusterBuilder({ ...state, overlays: append(state.overlays, { selection, change, origin: origin() }) }),
    patch: (change: StackPatch, options?: PatchOptions) =>
      clusterBuilder({ ...state, overlays: append(state.overlays, patched(change, options)) }),
    build: (): BuiltCluster => {
      const model = clusterModel(state);
      return Object.freeze({ model, findings: check(model) });
    },
  });
  return self;
}

function nodeBuilder(state: NodeState, end: (state: NodeState) => object): object {
  const again = (next: NodeState): object => nodeBuilder(next, end);
  const self: object = Object.freeze({
    state,
    each: (items: Iterable<unknown>, add: Add) => eachOf(self, items, add),
    node: (name: string, second: Loose<NodeOptions, NodeState>, third?: Fill<NodeState>) =>
      declared(newNode(name, optionsOf(second)), second, third, nodeBuilder, (node) =>
        again({ ...state, nodes: append(state.nodes, node) }),
      ),
    bundle: (name: string, second: Loose<BundleOptions, BundleState>, third?: Fill<BundleState>) =>
      declared(newBundle(name, optionsOf(second)), second, third, bundleBuilder, (bundle) =>
        again({ ...state, bundles: append(state.bundles, bundle) }),
      ),
    patch: (change: StackPatch, options?: PatchOptions) =>
      again({ ...state, patches: append(state.patches, patched(change, options)) }),
    end: () => end(state),
  });
  return self;
}

function bundleBuilder(state: BundleState, end: (state: BundleState) => object): object {
  return new Bundles(state, end);
}

/** A class, because there is one for every application of a fleet: methods are shared, not made anew. */
class Bundles {
  readonly state: BundleState;
  readonly #end: (state: BundleState) => object;

  constructor(state: BundleState, end: (state: BundleState) => object) {
    this.state = state;
    this.#end = end;
    Object.freeze(this);
  }

  each(items: Iterable<unknown>, add: Add): object {
    return eachOf(this, items, add);
  }

  application(name: string, config: ApplicationConfig, options?: ApplicationOptions): object {
    const applications = append(this.state.applications, newApplication(name, config, options));
    return new Bundles({ ...this.state, applications }, this.#end);
  }

  bundle(name: string, second: Loose<BundleOptions, BundleState>, third?: Fill<BundleState>): object {
    return declared(newBundle(name, optionsOf(second)), second, third, bundleBuilder, (bundle) => {
      return new Bundles({ ...this.state, bundles: append(this.state.bundles, bundle) }, this.#end);
    });
  }

  patch(change: StackPatch, options?: PatchOptions): object {
    return new Bundles(
      { ...this.state, patches: append(this.state.patches, patched(change, options)) },
      this.#end,
    );
  }

  end(): object {
    return this.#end(this.state);
  }
}

type Add = (builder: object, item: unknown) => object;

/** A patch is an overlay whose selection is the patch's own. */
function patched(change: StackPatch, { emit }: PatchOptions = {}): Overlay {
  return Object.freeze({ selection: {}, change, ...(emit === undefined ? {} : { emit }), origin: origin() });
}

function eachOf(builder: object, items: Iterable<unknown>, add: Add): object {
  let current = builder;
  for (const item of items) current = add(current, item);
  return current;
}

/** Into what was declared, or, when a callback fills it, past it. */
function declared<State>(
  fresh: State,
  second: unknown,
  third: Fill<State> | undefined,
  builder: (state: State, end: (state: State) => object) => object,
  attach: (state: State) => object,
): object {
  const fill = third ?? (typeof second === 'function' ? (second as Fill<State>) : undefined);
  const inside = builder(fresh, attach);
  return fill === undefined ? inside : attach(fill(inside as Holding<State>).state);
}

function optionsOf<Options extends object, State>(second: Loose<Options, State>): Partial<Options> {
  return second === undefined || typeof second === 'function' ? {} : second;
}

const none: readonly Overlay[] = Object.freeze([]);

function newApplication(
  name: string,
  config: ApplicationConfig,
  { patches, ...options }: ApplicationOptions = {},
): ApplicationModel {
  return Object.freeze({
    name,
    config,
    ...options,
    patches: patches === undefined ? none : Object.freeze(patches.map((each) => patched(each))),
    origin: origin(),
  });
}

function newNode(name: string, options: NodeOptions): NodeState {
  return { name, options, nodes: undefined, bundles: undefined, patches: undefined, origin: origin() };
}

function newBundle(
  name: string,
  { dependsOn = [], ...options }: BundleOptions & { readonly dependsOn?: readonly string[] },
): BundleState {
  return {
    name,
    options,
    dependsOn,
    applications: undefined,
    bundles: undefined,
    patches: undefined,
    origin: origin(),
  };
}
