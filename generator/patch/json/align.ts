import { canonical, isRecord } from '../../core/json.ts';
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
  return after.map((item) => known.get(identityOf(item, keys)) ?? -1);
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
  return inGaps(before, after, found);
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
function inGaps(before: readonly unknown[], after: readonly unknown[], found: Alignment): Alignment {
  const filled = [...found];
  let free = 0;
  for (let index = 0; index < after.length; index++) {
    const partner = filled[index] as number;
    if (partner >= 0) {
      free = partner + 1;
      continue;
    }
    const next = found.find((each, later) => later > index && each >= 0) ?? before.length;
    if (free < next && alike(before[free], after[index])) filled[index] = free++;
  }
  return filled;
}

function alike(a: unknown, b: unknown): boolean {
  if (isRecord(a) || isRecord(b)) return isRecord(a) && isRecord(b);
  return Array.isArray(a) === Array.isArray(b);
}
