import type { Place } from '../../core/finding.ts';
import type { PatchForm } from '../convert/forms.ts';
import type { Reference } from './reference.ts';

/** A patch of a file, read: what it says, and which documents it is for. */
export interface PatchRequest {
  readonly form: 'auto' | PatchForm;
  readonly patch: unknown;
  /** Absent: the patch itself says, or there is only one document. */
  readonly target?: Reference;
  readonly place: Place;
  /** Of the operations of a path patch. */
  readonly places?: readonly Place[];
}
