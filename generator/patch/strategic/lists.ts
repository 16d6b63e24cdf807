import { isRecord, own } from '../../core/json.ts';
import { marker } from './directives.ts';
import { identityOf, inOrder } from './order.ts';
import { type Fields, type Place, refuse } from './place.ts';

/** Merges an item of the patch into the one it meets. */
export type MergeItem = (original: Fields, patch: Fields) => Fields;

/** Two lists whose strategy is merge: by the merge key where items are maps, as a union where they are plain values. */
export function mergeLists(
  original: readonly unknown[],
  patch: readonly unknown[],
  mergeKey: string | undefined,
  place: Place,
  mergeItem: MergeItem,
): readonly unknown[] {
  if (original.length === 0 && patch.length === 0) return original;
  if (elementsOf([original, patch], place) !== 'map')
    return inOrder([...new Set([...original, ...patch])], patch, original, undefined);
  if (mergeKey === undefined)
    throw refuse('patch/no-merge-key', `${place.path}: the list has no merge key`, place.path);
  const { left, brings } = withDirectives(
    original as readonly Fields[],
    patch as readonly Fields[],
    mergeKey,
    place,
  );
  const merged = [...left];
  for (const item of brings) {
    const key = keyOf(item, mergeKey, place);
    const at = merged.findIndex((each) => Object.hasOwn(each, mergeKey) && own(each, mergeKey) === key);
    if (at < 0) merged.push(item);
    else merged[at] = mergeItem(merged[at] as Fields, item);
  }
  for (const item of merged) keyOf(item, mergeKey, place);
  return inOrder(merged, brings, left, mergeKey);
}

/** `$deleteFromPrimitiveList`: every occurrence goes. The server takes items that are maps for an ordinary patch. */
export function withoutValues(
  list: readonly unknown[],
  values: readonly unknown[],
  mergeKey: string | undefined,
  place: Place,
  mergeItem: MergeItem,
): readonly unknown[] {
  if (list.length === 0 && values.length === 0) return list;
  if (elementsOf([list, values], place) === 'map')
    return mergeLists(list, values, mergeKey, place, mergeItem);
  const gone = new Set(values);
  return list.filter((item) => !gone.has(item));
}

/**
 * The order that the object's own items have. Where items were deleted, the server counts as many new ones among the
 * object's own: it puts them into the places that became free.
 */
export function orderBefore(
  original: readonly unknown[],
  brings: readonly unknown[],
  merged: readonly unknown[],
  mergeKey: string | undefined,
): readonly unknown[] {
  const identities = (list: readonly unknown[]): ReadonlySet<unknown> =>
    new Set(list.map((item) => identityOf(item, mergeKey)));
  const [left, known] = [identities(merged), identities(original)];
  const kept = original.filter((item) => left.has(identityOf(item, mergeKey)));
  const isNew = (item: unknown): boolean =>
    !known.has(identityOf(item, mergeKey)) && left.has(identityOf(item, mergeKey));
  return [...kept, ...brings.filter(isNew).slice(0, original.length - kept.length)];
}

/** What a patch sets must stand in `$setElementOrder`, in the same order. */
export function checkOrder(
  patch: readonly unknown[],
  order: readonly unknown[],
  mergeKey: string | undefined,
  place: Place,
): void {
  if (patch.length === 0 || order.length === 0) return;
  const deletes = (item: unknown): boolean => isRecord(item) && own(item, marker) === 'delete';
  const named = mergeKey === undefined ? patch : patch.filter((item) => !deletes(item));
  let [next, at] = [0, 0];
  while (next < named.length && at < order.length) {
    const [item, each] = [named[next], order[at]];
    if (isRecord(item) && Object.hasOwn(item, marker)) {
      next++;
      continue;
    }
    if (mergeKey !== undefined) for (const side of [item, each]) keyOf(side, mergeKey, place);
    if (identityOf(item, mergeKey) === identityOf(each, mergeKey)) next++;
    at++;
  }
  if (next < named.length)
    throw refuse(
      'patch/bad-directive',
      `${place.path}: $setElementOrder does not hold what the patch sets, in the same order`,
      place.path,
    );
}

/** Items that say `$patch`: delete takes every match out, replace makes the rest of the patch the list. */
function withDirectives(
  original: readonly Fields[],
  patch: readonly Fields[],
  mergeKey: string,
  place: Place,
): { readonly left: readonly Fields[]; readonly brings: readonly Fields[] } {
  let left = original;
  let replace = false;
  const brings: Fields[] = [];
  for (const item of patch) {
    if (!Object.hasOwn(item, marker)) brings.push(item);
    else if (item[marker] === 'replace') replace = true;
    else if (item[marker] === 'delete') {
      const key = keyOf(item, mergeKey, place);
      left = left.filter((each) => !(Object.hasOwn(each, mergeKey) && own(each, mergeKey) === key));
    } else
      throw refuse(
        'patch/bad-directive',
        `${place.path} has an item with $patch: ${JSON.stringify(item[marker])}; an item knows replace and delete`,
        place.path,
      );
  }
  return replace ? { left: brings, brings: [] } : { left, brings };
}

function keyOf(item: unknown, mergeKey: string, { path }: Place): unknown {
  if (isRecord(item) && Object.hasOwn(item, mergeKey)) return own(item, mergeKey);
  throw refuse('patch/no-merge-key', `${path}: an item lacks ${mergeKey}, by which the list merges`, path);
}

type Elements = 'map' | 'string' | 'number' | 'bigint' | 'boolean';

/** What the items are; the server merges no lists of lists, and none of mixed items. */
function elementsOf(lists: readonly (readonly unknown[])[], { path }: Place): Elements {
  const types = new Set(lists.flat().map(typeOf));
  const [type] = types;
  if (types.size === 1 && type !== undefined && type !== 'list' && type !== 'null') return type;
  const why = types.has('list') ? 'lists of lists' : 'lists whose items are of several types';
  throw refuse('patch/not-mergeable', `${path}: the server does not merge ${why}`, path);
}

/** An order needs something to be put into it, and the merge key in all that it speaks of. */
export function checkElements(
  original: readonly unknown[],
  brings: readonly unknown[],
  ordering: readonly (readonly unknown[])[],
  mergeKey: string | undefined,
  place: Place,
): void {
  if (original.length + brings.length === 0)
    throw refuse(
      'patch/bad-directive',
      `${place.path}: $setElementOrder is given for an empty list`,
      place.path,
    );
  if (elementsOf([original, brings], place) !== 'map') return;
  for (const item of [original, ...ordering].flat()) {
    if (mergeKey === undefined)
      throw refuse(
        'patch/no-merge-key',
        `${place.path}: the list has no merge key to be ordered by`,
        place.path,
      );
    keyOf(item, mergeKey, place);
  }
}

function typeOf(value: unknown): Elements | 'list' | 'null' {
  if (Array.isArray(value)) return 'list';
  if (value === null || value === undefined) return 'null';
  return typeof value === 'object' ? 'map' : (typeof value as Elements);
}
