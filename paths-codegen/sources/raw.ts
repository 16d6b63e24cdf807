/** A schema as it is published: OpenAPI v3, as far as Kubernetes uses it. Unknown keys stay out of the facts. */
export interface RawSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, RawSchema>>;
  readonly required?: readonly string[];
  readonly items?: RawSchema;
  readonly additionalProperties?: RawSchema | boolean;
  readonly allOf?: readonly RawSchema[];
  readonly [key: string]: unknown;
}

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

export interface RawCustomResourceVersion {
  readonly name: string;
  readonly served?: boolean;
  readonly storage?: boolean;
  readonly deprecated?: boolean;
  readonly schema?: { readonly openAPIV3Schema?: RawSchema };
  readonly subresources?: Readonly<Record<string, unknown>>;
}

export interface RawCustomResource {
  readonly kind: 'CustomResourceDefinition';
  readonly metadata?: { readonly name?: string };
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced' | 'Cluster';
    readonly names: {
      readonly kind: string;
      readonly plural: string;
      readonly shortNames?: readonly string[];
      readonly categories?: readonly string[];
    };
    readonly versions: readonly RawCustomResourceVersion[];
  };
}
