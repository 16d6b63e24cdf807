import type { GitOps } from '../../model/model.ts';
import type { Source } from '../../model/source.ts';

export interface ProjectOptions {
  readonly description?: string;
  /** Repositories; absent: that of the cluster. */
  readonly sourceRepos?: readonly string[];
  readonly destinations: readonly {
    readonly server?: string;
    readonly name?: string;
    readonly namespace?: string;
  }[];
  readonly clusterResources?: readonly { readonly group: string; readonly kind: string }[];
}

export interface ArgoOptions {
  /** What the cluster's own directory is read from. */
  readonly source: Source;
  /** Namespace of Argo CD and its objects. */
  readonly namespace?: string;
  readonly project?: string;
  /** Where a bundle goes that says nothing itself. */
  readonly destination?: { readonly server: string } | { readonly name: string };
  /** Projects to write, by name: what the bundles of each may come from and go to. */
  readonly projects?: Readonly<Record<string, ProjectOptions>>;
  /**
   * Waves wait for an Application only when Argo CD is told how to judge one. `emit` writes that into argocd-cm,
   * `present` says that it is there already.
   */
  readonly applicationHealth?: 'emit' | 'present';
}

/** Argo CD reads the result. */
export function argo({ source, ...options }: ArgoOptions): GitOps {
  return Object.freeze({ engine: 'argo', source, options: Object.freeze(options) });
}
