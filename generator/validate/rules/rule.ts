import type { Ranged } from '../../facts/format.ts';
import type { Fields } from './fields.ts';

/** One rule of the server, of every structure of a sort, wherever in an object it is. */
export interface Rule extends Ranged {
  /** `group#Definition`, in all versions of the group; `*`: every object. */
  readonly on: readonly string[];
  /** Says what is wrong with it, to the structure itself. */
  readonly check: (fields: Fields) => void;
}

/** A rule of one sort of structure or several, in all releases or in some. */
export function rule(on: string | readonly string[], check: Rule['check'], range: Ranged = {}): Rule {
  return Object.freeze({ on: typeof on === 'string' ? [on] : on, check, ...range });
}
