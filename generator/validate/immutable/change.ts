import { isRecord } from '../../core/json.ts';
import type { Ranged } from '../../facts/format.ts';
import type { Complaint, Fields } from '../rules/fields.ts';
import { shortened } from '../shortened.ts';
import { namesIn, same } from './same.ts';

/** A structure as it is committed, and as it is to be. */
export class Change {
  readonly before: Fields;
  readonly after: Fields;

  constructor(before: Fields, after: Fields) {
    this.before = before;
    this.after = after;
  }

  in(name: string): Change {
    return new Change(this.before.in(name), this.after.in(name));
  }

  differs(name: string): boolean {
    return !same(this.before.get(name), this.after.get(name), name);
  }

  /** Fields that stay as they are. */
  keeps(names: readonly string[], cure: string): void {
    for (const name of names) if (this.differs(name)) this.#refuse(name, this.after.pathOf(name), cure);
  }

  /** A field that stays, and that the server calls by another name. */
  keepsAs(path: string, name: string, cure: string): void {
    if (this.differs(name)) this.#refuse(name, path, cure);
  }

  /** Every field stays but these; the server calls them all by the place they are in. */
  keepsAllBut(names: readonly string[], cure: string, path: string = this.after.path): void {
    for (const name of namesIn(this.before.values, this.after.values))
      if (!names.includes(name) && this.differs(name)) this.#refuse(name, path, cure);
  }

  /** Leads to the first place that differs, and says what was there; the server's path may be a part of the way. */
  #refuse(name: string, path: string, cure: string): void {
    const place = firstDifference(this, name);
    const here = place.after.pathOf(place.name, place.key);
    const further = here.startsWith(`${path}.`) ? here.slice(path.length + 1) : here;
    const what = here === path ? 'may not be changed' : `${further} may not be changed`;
    place.after.refuseAt(path, fixed(`${what}${was(place.old)}`, cure), place.name, place.key);
  }
}

interface Difference {
  readonly after: Fields;
  readonly name: string;
  readonly key?: number;
  /** What was there. */
  readonly old: unknown;
}

function firstDifference({ before, after }: Change, name: string): Difference {
  const [was, is] = [before.get(name), after.get(name)];
  if (isRecord(was) && isRecord(is)) {
    const inner = new Change(before.in(name), after.in(name));
    const below = namesIn(was, is).find((each) => inner.differs(each));
    if (below !== undefined) return firstDifference(inner, below);
  }
  if (Array.isArray(was) && Array.isArray(is) && was.length === is.length) {
    const key = was.findIndex((each, index) => !same(each, is[index], '', name));
    const [one, other] = [before.each(name)[key], after.each(name)[key]];
    if (one === undefined || other === undefined) return { after, name, old: was };
    const inner = new Change(one, other);
    const below = namesIn(one.values, other.values).find((each) => inner.differs(each));
    return below === undefined ? { after, name, key, old: was[key] } : firstDifference(inner, below);
  }
  return { after, name, old: was };
}

/** What a field was, as far as it is short. */
function was(value: unknown): string {
  if (value === undefined) return ': it was not set';
  return ` (it was ${shortened(JSON.stringify(value))})`;
}

/** What is said of a field that stays. */
export function fixed(what: string, fix: string): Complaint {
  return { code: 'immutable/fixed-field', what, fix };
}

/** What the server refuses to change in objects of a kind, in all releases or in some. */
export interface ChangeRule extends Ranged {
  /** `group#Kind`. */
  readonly on: readonly string[];
  readonly check: (change: Change) => void;
}

export function change(
  on: string | readonly string[],
  check: ChangeRule['check'],
  range: Ranged = {},
): ChangeRule {
  return Object.freeze({ on: typeof on === 'string' ? [on] : on, check, ...range });
}
