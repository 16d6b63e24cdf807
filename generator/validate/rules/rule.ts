import type { KindFacts } from '../../facts/kinds.ts';
import type { Mistake } from '../complaint.ts';

/** What a rule sees: an object whose structure is sound, defaults of custom resources filled in. */
export interface Checked {
  readonly object: Readonly<Record<string, unknown>>;
  readonly facts: KindFacts;
  /** `major.minor`; absent: the newest. */
  readonly release: string | undefined;
}

/** One rule of the server, over one object. */
export type Rule = (checked: Checked) => readonly Mistake[];
