import { isRecord, own } from '../../core/json.ts';

/** What tells an item apart: the value of the merge key, or the item itself in a list of plain values. */
export function identityOf(item: unknown, mergeKey: string | undefined): unknown {
  if (mergeKey === undefined) return item;
  return isRecord(item) ? own(item, mergeKey) : undefined;
}

/**
 * Items that the patch speaks of take the patch's order, the others keep theirs; the two are then woven together so that
 * an item which stood before another one in the object still does.
 */
export function inOrder(
  merged: readonly unknown[],
  patchOrder: readonly unknown[],
  objectOrder: readonly unknown[],
  mergeKey: string | undefined,
): readonly unknown[] {
  const inPatch = ranks(patchOrder, mergeKey);
  const inObject = ranks(objectOrder, mergeKey);
  const rankIn = (order: ReadonlyMap<unknown, number>, item: unknown): number =>
    order.get(identityOf(item, mergeKey)) ?? Number.MAX_SAFE_INTEGER;
  const sorted = (items: readonly unknown[], order: ReadonlyMap<unknown, number>): readonly unknown[] =>
    items.toSorted((a, b) => rankIn(order, a) - rankIn(order, b));
  const spoken = (item: unknown): boolean => inPatch.has(identityOf(item, mergeKey));
  const [left, right] = [
    sorted(
      merged.filter((item) => !spoken(item)),
      inObject,
    ),
    sorted(merged.filter(spoken), inPatch),
  ];
  const woven: unknown[] = [];
  let [next, other] = [0, 0];
  while (next < left.length && other < right.length) {
    const [a, b] = [
      inObject.get(identityOf(left[next], mergeKey)),
      inObject.get(identityOf(right[other], mergeKey)),
    ];
    woven.push(a !== undefined && b !== undefined && a < b ? left[next++] : right[other++]);
  }
  return [...woven, ...right.slice(other), ...left.slice(next)];
}

/** Where each identity stands first. */
function ranks(items: readonly unknown[], mergeKey: string | undefined): ReadonlyMap<unknown, number> {
  const found = new Map<unknown, number>();
  for (const [index, item] of items.entries()) {
    const identity = identityOf(item, mergeKey);
    if (!found.has(identity)) found.set(identity, index);
  }
  return found;
}
