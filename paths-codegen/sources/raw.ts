export interface GroupVersionKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** One entry of discovery: what the server serves under one plural name. */
export interface Resource extends GroupVersionKind {
  readonly plural: string;
  readonly scope: 'Namespaced' | 'Cluster';
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
  readonly subresources: readonly string[];
}

/** Definition → field (`field[]` for its items) → allowed values. */
export type EnumTable = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface Lifecycle {
  readonly introduced?: string;
  readonly deprecated?: string;
  readonly removed?: string;
  readonly replacement?: string;
}

/** Group-version → kind → its life. */
export type LifecycleTable = Readonly<Record<string, Readonly<Record<string, Lifecycle>>>>;
