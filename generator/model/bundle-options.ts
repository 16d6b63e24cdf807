import type { Application, ApplicationSet } from '#kinds/crds/argoproj.io/v1alpha1';
import type { Json } from '../core/json.ts';
import type { Duration } from './duration.ts';
import type { Source } from './source.ts';

export interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** CEL over the status of a kind. */
export interface HealthCheckExpression {
  readonly apiVersion: string;
  readonly kind: string;
  readonly current: string;
  readonly inProgress?: string;
  readonly failed?: string;
}

export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

export interface InlinePatch {
  readonly patch: string;
  readonly target?: PatchTarget;
}

export interface ImageOverride {
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
}

export interface Substitutions {
  readonly substitute?: Readonly<Record<string, string>>;
  readonly substituteFrom?: readonly {
    readonly kind: 'ConfigMap' | 'Secret';
    readonly name: string;
    readonly optional?: boolean;
  }[];
}

export interface SyncPolicy {
  readonly automated?: boolean;
  readonly selfHeal?: boolean;
  readonly allowEmpty?: boolean;
  /** `CreateNamespace=true`, `ServerSideApply=true`, … */
  readonly options?: readonly string[];
  readonly retry?: {
    readonly limit?: number;
    readonly duration?: Duration;
    readonly maxDuration?: Duration;
    readonly factor?: number;
  };
}

export interface IgnoreDifference {
  readonly group?: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly jsonPointers?: readonly string[];
  readonly jqPathExpressions?: readonly string[];
  readonly managedFieldsManagers?: readonly string[];
}

/** How a bundle is applied: what Flux Kustomizations and Argo CD Applications can be told. */
export interface BundleOptions {
  /** Where it is read from; absent: the source of its node, else the cluster's. */
  readonly source?: Source;
  readonly interval?: Duration;
  readonly timeout?: Duration;
  readonly retryInterval?: Duration;
  readonly prune?: boolean;
  readonly wait?: boolean;
  readonly force?: boolean;
  readonly suspend?: boolean;
  readonly deletionPolicy?: 'MirrorPrune' | 'Delete' | 'WaitForTermination' | 'Orphan';
  readonly healthChecks?: readonly HealthCheck[];
  readonly healthCheckExprs?: readonly HealthCheckExpression[];
  readonly patches?: readonly InlinePatch[];
  readonly postBuild?: Substitutions;
  readonly decryption?: { readonly provider: 'sops'; readonly secret?: string };
  /** Whose rights it is applied with: an account beside the engine's object; of its releases, one in their namespace. */
  readonly serviceAccountName?: string;
  readonly targetNamespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly images?: readonly ImageOverride[];
  readonly components?: readonly string[];
  /** Bundles of other clusters that must be ready before; only under one control plane. */
  readonly after?: readonly { readonly cluster: string; readonly bundle: string }[];
  /** Put on every resource; what the resource says itself wins. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Namespace of applications that name none. */
  readonly namespace?: string;
  readonly revision?: string;
  readonly sync?: SyncPolicy;
  readonly wave?: number;
  readonly ignoreDifferences?: readonly IgnoreDifference[];
  readonly project?: string;
  readonly destination?: { readonly server: string } | { readonly name: string };
  readonly finalizer?: boolean;
  /** Sources beside the bundle's directory: charts, value files. */
  readonly additionalSources?: NonNullable<Application['spec']['sources']>;
  /** One Application for each thing the generators find; the name is a Go template: `web-{{.name}}`. */
  readonly applicationSet?: {
    readonly name: string;
    readonly generators: ApplicationSet['spec']['generators'];
  };
  /** Values for applications, beside those of the environment. */
  readonly values?: Readonly<Record<string, Json>>;
}
