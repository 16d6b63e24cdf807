import type { Code } from '../core/codes.ts';

/** What a rule says of a place of an object, before it is known whose. */
export interface Mistake {
  readonly code: Code;
  /** JSON Pointer; empty: the object itself. */
  readonly pointer: string;
  /** The server's field path, where it does not follow from the pointer: the pointer may lead further. */
  readonly path?: string;
  readonly message: string;
  readonly fix?: string;
}
