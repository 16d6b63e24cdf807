import { canonical, equal, isRecord, own } from '../../core/json.ts';
import { type ItemKeys, identityOf } from './identity.ts';

/** Of each item of the new list, which one of the old list it is; -1 where it is new. */
export type Alignment = readonly number[];

/** By keys where items have them; else the longest run of equal items, and what stands between in turn. */
export function align(
  before: readonly unknown[],
  after: readonly unknown[],
  keys: ItemKeys | undefined,
): Alignment {
  if (keys === undefined) return byContent(before, after);
  const known = new Map(before.map((item, index) => [identityOf(item, keys), index]));
  const found = after.map((item) => known.get(identityOf(item, keys)) ?? -1);
  // An item that got another key is still the one it was, where most of it is the same.
  return inGaps(before, after, found, similar);
}

/** More than this many comparisons are not worth a shorter patch. */
const most = 1_000_000;

function byContent(before: readonly unknown[], after: readonly unknown[]): Alignment {
  const [left, right] = [before.map(canonical), after.map(canonical)];
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  )
    end++;
  const middle = common(left.slice(start, left.length - end), right.slice(start, right.length - end));
  const found = after.map((_, index) => {
    if (index < start) return index;
    if (index >= after.length - end) return index + before.length - after.length;
    const at = middle[index - start] as number;
    return at < 0 ? -1 : at + start;
  });
  return inGaps(before, after, found, alike);
}

/** The longest common subsequence: of each item of the right side its partner on the left, or -1. */
function common(left: readonly string[], right: readonly string[]): number[] {
  const partners = new Array<number>(right.length).fill(-1);
  if (left.length * right.length > most) return partners;
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] as number;
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) partners[column++] = row++;
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return partners;
}

/** Between two items that stayed, those of one kind are taken for each other, in turn: changed rather than replaced. */
function inGaps(
  before: readonly unknown[],
  after: readonly unknown[],
  found: Alignment,
  akin: (a: unknown, b: unknown) => boolean,
): Alignment {
  const kept = found.filter((each) => each >= 0);
  if (kept.length === Math.min(before.length, after.length) || !isRising(kept)) return found;
  const filled = [...found];
  /** The first item that stays at or after each index. */
  const nexts = new Array<number>(after.length + 1).fill(before.length);
  for (let index = after.length - 1; index >= 0; index--) {
    const partner = found[index] as number;
    nexts[index] = partner >= 0 ? partner : (nexts[index + 1] as number);
  }
  let free = 0;
  for (let index = 0; index < after.length; index++) {
    const partner = filled[index] as number;
    if (partner >= 0) free = partner + 1;
    else if (free < (nexts[index] as number) && akin(before[free], after[index])) filled[index] = free++;
  }
  return filled;
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((each, index) => index === 0 || each > (numbers[index - 1] as number));
}

/** About half of the fields are the same, or there is only the key. */
function similar(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a);
  const same = names.filter((name) => equal(own(a, name), own(b, name))).length;
  return same * 2 + 1 >= Math.max(names.length, Object.keys(b).length);
}

function alike(a: unknown, b: unknown): boolean {
  if (isRecord(a) || isRecord(b)) return isRecord(a) && isRecord(b);
  return Array.isArray(a) === Array.isArray(b);
}
