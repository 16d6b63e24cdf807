import type { Json } from '../core/json.ts';

/**
 * The stored form of schema facts: what `schemas/` holds and `import` writes. Structure only, no descriptions.
 * Every part that differs between releases is a list of variants, each with the releases it is true for.
 */
export interface Ranged {
  /** First release of the file's axis that has it; absent: as early as what contains it. */
  readonly since?: string;
  /** Last release that has it; absent: as late as what contains it. */
  readonly until?: string;
}

export type ScalarType = 'string' | 'integer' | 'number' | 'boolean';

/** A CEL rule of a custom resource. The author's sentences are kept only in what users import themselves. */
export interface Rule {
  readonly rule: string;
  readonly fieldPath?: string;
  readonly reason?: string;
  readonly optionalOldSelf?: boolean;
  readonly message?: string;
  readonly messageExpression?: string;
}

/** What a field, a list item or a map value must be. */
export interface Node extends Ranged {
  readonly type?: ScalarType | 'object' | 'array';
  /** A definition: `Name` of the same file, `group/version#Name` of another. */
  readonly ref?: string;
  readonly items?: StoredNode;
  /** Of a map: what its values are. */
  readonly values?: StoredNode | boolean;

  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly Json[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean;
  readonly exclusiveMaximum?: boolean;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly default?: Json;
  readonly nullable?: boolean;

  /** How server-side apply merges a list, and by which keys. */
  readonly list?: 'atomic' | 'set' | 'map';
  readonly keys?: readonly string[];
  readonly map?: 'atomic' | 'granular';
  /** How a strategic merge patch merges it; its key may differ from `keys`. */
  readonly mergeKey?: string;
  readonly strategy?: string;

  readonly preserve?: boolean;
  readonly intOrString?: boolean;
  readonly embedded?: boolean;
  readonly rules?: readonly Rule[];
  /** Value validations that are no structure, kept as they are. */
  readonly allOf?: Json;
  readonly anyOf?: Json;
  readonly oneOf?: Json;
  readonly not?: Json;

  /** Fields that are required without being declared. */
  readonly requires?: readonly string[];
  /** Of a field: the schema lists it as required. */
  readonly required?: boolean;
  /** Kept only in what users import themselves. */
  readonly description?: string;
}

/** `"string"` is a type, `"integer:int32"` a type with a format, `"#Name"` and `"apps/v1#Name"` references. */
export type StoredNode = Node | string;

export type Variants = StoredNode | readonly StoredNode[];

export interface StoredDefinition {
  /** The node itself, without its fields; absent: an object that every release of the file has. */
  readonly self?: Variants;
  readonly fields?: Readonly<Record<string, Variants>>;
  /** The prefix of its published name, where it differs from the file's. */
  readonly package?: string;
}

export interface StoredKind extends Ranged {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly definition: string;
  readonly plural?: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly scope?: 'Namespaced' | 'Cluster';
  readonly verbs?: readonly string[];
  readonly subresources?: readonly string[];
  /** Kubernetes releases, also of long ago: what `deprecations` reports. */
  readonly introduced?: string;
  readonly deprecated?: string | true;
  readonly removed?: string;
  readonly replacement?: string;
  /** An API server serves it only when told to (`--runtime-config`). */
  readonly offByDefault?: boolean;
  /** Of a version of a custom resource that its definition marks so. */
  readonly unserved?: boolean;
  readonly storage?: boolean;
}

export interface FactsFile {
  /** `kubernetes`, or the project that the custom resource belongs to. */
  readonly source: string;
  /** The releases that `since` and `until` speak of, oldest first. */
  readonly releases: readonly string[];
  /** What published names of its definitions begin with (`io.k8s.api.apps.v1`). */
  readonly package?: string;
  readonly kinds: readonly StoredKind[];
  readonly definitions: Readonly<Record<string, StoredDefinition>>;
}
