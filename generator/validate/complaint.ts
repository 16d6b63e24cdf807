import type { Code } from '../core/codes.ts';

/** What a rule says of a place of an object. */
export interface Complaint {
  /** JSON Pointer; the object itself without. */
  readonly pointer: string;
  readonly message: string;
  readonly fix?: string;
}

/** A complaint of ours: its code is in the catalogue. */
export interface Mistake extends Complaint {
  readonly code: Code;
}
