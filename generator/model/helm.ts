import type { Application } from '#kinds/crds/argoproj.io/v1alpha1';
import type { HelmRelease } from '#kinds/crds/helm.toolkit.fluxcd.io/v2';
import type { Duration } from './duration.ts';
import type { Source } from './source.ts';

type FluxRelease = NonNullable<HelmRelease['spec']>;
type ArgoHelm = NonNullable<NonNullable<Application['spec']['source']>['helm']>;

/** A chart at a version, and how it is installed. */
export interface HelmReleaseOptions {
  /** Its name in the repository; in a Git repository its path. */
  readonly chart?: string;
  readonly version?: string;
  /** `https://…`, `oci://…`, or a source that is shared. */
  readonly repository?: string | Source;
  /** Of an OCI chart: what the version must be. */
  readonly digest?: string;
  /** Absent: the application's name. */
  readonly releaseName?: string;
  readonly values?: Readonly<Record<string, unknown>>;
  /** Files of the project; later ones win, `values` wins over all. */
  readonly valuesFiles?: readonly string[];
  /** ConfigMaps and Secrets in the cluster. Flux only. */
  readonly valuesFrom?: FluxRelease['valuesFrom'];
  readonly createNamespace?: boolean;
  /** What happens to the definitions a chart brings; absent: the engine's own habit. */
  readonly crds?: 'Skip' | 'Create' | 'CreateReplace';
  readonly interval?: Duration;
  readonly timeout?: Duration;
  readonly suspend?: boolean;
  /** What happens when an installation or upgrade fails. Flux only: Argo CD tries again by itself. */
  readonly remediation?: {
    readonly retries: number;
    readonly remediateLastFailure?: boolean;
    readonly strategy?: 'rollback' | 'uninstall';
  };
  /** Whether changes made in the cluster are found and mended. Argo CD: `selfHeal` and `ignoreDifferences` of the bundle. */
  readonly driftDetection?: FluxRelease['driftDetection'];
  /** Whether the chart's own tests run. Flux only. */
  readonly test?: boolean;
  /** Releases that must be ready before, by their objects' names. Flux only: bundles order both. */
  readonly after?: FluxRelease['dependsOn'];
  /** Anything else of a HelmRelease; wins over what is made here. Argo CD does not see it. */
  readonly flux?: Partial<FluxRelease>;
  /** Anything else of an Application's Helm source; wins over what is made here. Flux does not see it. */
  readonly argo?: ArgoHelm;
}
