/** What was found wrong, as data. Sentences for people are made from it in `cli/`, never here. */
export type Severity = 'error' | 'warning';

export type FindingClass =
  | 'api'
  | 'references'
  | 'policy'
  | 'deprecations'
  | 'immutable'
  | 'kustomize'
  | 'build'
  | 'patch'
  | 'import'
  | 'cli'
  | 'cluster';

/** A place in a file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ResourceIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface Finding {
  /** `<class>/<kebab-name>`, listed in `codes.ts`. */
  readonly code: string;
  readonly class: FindingClass;
  readonly severity: Severity;
  readonly message: string;
  readonly resource?: ResourceIdentity;
  /** The server's field path, e.g. `spec.containers[0].image`. */
  readonly path?: string;
  /** The same place as a JSON Pointer. */
  readonly pointer?: string;
  readonly source?: Place;
  /** Where the stack defined it. */
  readonly definition?: Place;
  /** What to do about it. */
  readonly fix?: string;
}
