import type { KubernetesObject } from '../paths/kind.ts';
import type { AdoptedSource } from './source.ts';

/** What becomes a bundle of the stack. */
export interface AdoptedBundle {
  readonly name: string;
  /** As the Kustomization or Application has them, where the builder knows them too. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
  /** Files whose objects it brings, or the folder that only kustomize can read. */
  readonly brings: { readonly files: readonly string[] } | { readonly kustomization: string };
  /** It is one of several overlays, each an environment; the folder then holds `{environment}`. */
  readonly environments: readonly string[];
  /** The bundle it is in, which applies it. */
  readonly within: string | undefined;
}

export interface Adopted {
  readonly engine: 'flux' | 'argo';
  /** Where the engine's objects are, where that is not the usual one. */
  readonly namespace?: string;
  readonly source: AdoptedSource;
  readonly bundles: readonly AdoptedBundle[];
  /** Objects that nobody applies, or that another file has as well. */
  readonly leftOut: ReadonlySet<KubernetesObject>;
  /** Objects that the engine makes itself. */
  readonly made: ReadonlySet<KubernetesObject>;
  /** What the stack will not say as it was, a sentence each. */
  readonly notes: readonly string[];
}
