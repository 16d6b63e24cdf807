import type { Duration } from './duration.ts';

/** What Flux and Argo CD read manifests and charts from: a named value that several bundles share. */
export type Source =
  | (Base & { readonly kind: 'GitRepository'; readonly options: GitOptions })
  | (Base & { readonly kind: 'OCIRepository'; readonly options: OciOptions })
  | (Base & { readonly kind: 'Bucket'; readonly options: BucketOptions })
  | (Base & { readonly kind: 'HelmRepository'; readonly options: HelmOptions })
  | (Base & { readonly kind: 'ExternalArtifact'; readonly options: ExternalOptions });

interface Base {
  readonly name: string;
}

interface Common {
  readonly interval?: Duration;
  readonly timeout?: Duration;
  /** Name of the Secret with credentials; it must be where the source is. */
  readonly secret?: string;
  readonly namespace?: string;
  readonly suspend?: boolean;
}

export interface GitOptions extends Common {
  readonly url: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly semver?: string;
  readonly commit?: string;
}

export interface OciOptions extends Common {
  /** `oci://…`, without tag. */
  readonly url: string;
  readonly tag?: string;
  readonly semver?: string;
  readonly digest?: string;
}

export interface BucketOptions extends Common {
  readonly bucket: string;
  readonly endpoint: string;
  readonly provider?: 'generic' | 'aws' | 'gcp' | 'azure';
  readonly prefix?: string;
}

export interface HelmOptions extends Common {
  readonly url: string;
  readonly type?: 'default' | 'oci';
}

/** Made by another controller; only referred to, never written. */
export interface ExternalOptions {
  readonly namespace?: string;
}

export function gitRepository(name: string, options: GitOptions): Source {
  return Object.freeze({ kind: 'GitRepository', name, options });
}

export function ociRepository(name: string, options: OciOptions): Source {
  return Object.freeze({ kind: 'OCIRepository', name, options });
}

export function bucket(name: string, options: BucketOptions): Source {
  return Object.freeze({ kind: 'Bucket', name, options });
}

export function helmRepository(name: string, options: HelmOptions): Source {
  return Object.freeze({ kind: 'HelmRepository', name, options });
}

export function externalArtifact(name: string, options: ExternalOptions = {}): Source {
  return Object.freeze({ kind: 'ExternalArtifact', name, options });
}
