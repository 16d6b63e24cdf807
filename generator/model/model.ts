import type { Json } from '../core/json.ts';
import type { Origin } from '../core/origin.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import type { BundleOptions } from './bundle-options.ts';
import type { ChartOptions } from './chart.ts';
import type { Part } from './part.ts';
import type { ProjectFiles } from './project-files.ts';
import type { Source } from './source.ts';
import type { Emission, StackPatch } from './stack-patch.ts';

/** What an application sees of the world it is rendered for. */
export interface Context {
  readonly cluster: string;
  /** Who reads the result: `flux` or `argo`. */
  readonly engine: string;
  readonly node: string;
  readonly bundle: string;
  readonly application: string;
  readonly namespace: string | undefined;
  /** `major.minor` of the cluster. */
  readonly kubernetes: string;
  /** Of the environment and of the bundle. */
  readonly values: Readonly<Record<string, Json>>;
  /** Files of the project. */
  readonly files: ProjectFiles;
  /** A remark that is no error; it becomes a warning with the application's place. */
  readonly warn: (message: string) => void;
}

/** An application's resources: a kind name and a function. Presets are nothing more. */
export interface ApplicationConfig {
  readonly kind: string;
  readonly render: (context: Context) => readonly (KubernetesObject | Part)[];
  /** Addresses it reads from: they are fetched before anything is rendered. */
  readonly remotes?: readonly Remote[];
  /** Charts that it takes apart: they are inflated before anything is rendered. */
  readonly charts?: readonly ChartOptions[];
  /** Another application of the bundle, which begins when this one has ended. */
  readonly before?: string;
}

export interface Remote {
  readonly address: string;
  /** What its content must be; absent: what the lock says. */
  readonly sha256?: string;
}

export interface ApplicationModel {
  readonly name: string;
  readonly config: ApplicationConfig;
  readonly namespace?: string;
  readonly patches: readonly Overlay[];
  readonly origin: Origin;
}

export interface BundleModel {
  readonly name: string;
  readonly options: BundleOptions;
  readonly dependsOn: readonly string[];
  readonly applications: readonly ApplicationModel[];
  /** Child bundles: this one is their umbrella. */
  readonly bundles: readonly BundleModel[];
  readonly patches: readonly Overlay[];
  readonly origin: Origin;
}

export interface NodeOptions {
  /** The node is published as an artifact of its own, read from here; paths begin at its directory. */
  readonly source?: Source;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface NodeModel {
  readonly name: string;
  readonly options: NodeOptions;
  readonly nodes: readonly NodeModel[];
  readonly bundles: readonly BundleModel[];
  readonly patches: readonly Overlay[];
  readonly origin: Origin;
}

/** Another cluster applies this one, with a kubeconfig from a Secret. */
export interface ControlPlane {
  readonly cluster: string;
  readonly secret: string;
}

/** Which engine reads the result, and what it is told: data, so that the builder knows no engine. */
export interface GitOps {
  readonly engine: string;
  readonly source: Source;
  readonly controlPlane?: ControlPlane;
  readonly options: Readonly<Record<string, unknown>>;
  readonly remotes?: readonly Remote[];
}

export interface Selection {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly node?: string;
  readonly bundle?: string;
  readonly application?: string;
}

/** What an overlay does to an object: a function, or a patch. */
export type Change = StackPatch | ((object: KubernetesObject, context: Context) => KubernetesObject);

export interface Overlay {
  readonly selection: Selection;
  readonly change: Change;
  /** The change is not made here, but by whoever reads the result. */
  readonly emit?: Emission;
  readonly origin: Origin;
}

export interface ClusterOptions {
  readonly kubernetes: string;
  readonly gitops: GitOps;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, Json>>;
  /** APIs that are off by default and on in this cluster: `group/version`. */
  readonly serve?: readonly string[];
}

export interface ClusterModel {
  readonly name: string;
  readonly options: ClusterOptions;
  readonly nodes: readonly NodeModel[];
  readonly overlays: readonly Overlay[];
  readonly origin: Origin;
}
