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
