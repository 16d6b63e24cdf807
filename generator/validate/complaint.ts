import type { Code } from '../core/codes.ts';

/** What a rule says of a place of an object, before it is known whose. */
export interface Mistake {
  readonly code: Code;
  /** JSON Pointer; empty: the object itself. */
  readonly pointer: string;
  readonly message: string;
  readonly fix?: string;
}
