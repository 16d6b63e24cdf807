import type { Patch, PatchType } from '../../core/patch.ts';
import type { PathPatchData } from '../../paths/patch.ts';
import type { PathDocument } from '../path/document.ts';

/** The three forms of the server, and ours: a typed path patch, or its text form. */
export type PatchForm = PatchType | 'path';

export type AnyPatch = Patch | { readonly type: 'path'; readonly patch: PathPatchData | PathDocument };

/** A patch that was found, and whether it gives exactly what it should: it has been applied and compared. */
export interface FoundPatch<Form extends PatchForm = PatchForm> {
  readonly type: Form;
  readonly patch: unknown;
  readonly exact: boolean;
  /** Why this form, or why it is not exact; for people. */
  readonly why: string;
}
