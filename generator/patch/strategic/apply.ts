import { define, isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import {
  brought,
  broughtInOrder,
  deletePrefix,
  directed,
  listNamed,
  marker,
  orderPrefix,
  retained,
  retainKeys,
} from './directives.ts';
import {
  checkElements,
  checkOrder,
  type MergeItem,
  mergeLists,
  orderBefore,
  withoutValues,
} from './lists.ts';
import { inOrder } from './order.ts';
import { type FieldMerge, type Fields, inside, mergeOf, type Place, refuse } from './place.ts';

/** Strategic merge patch, as the server applies it to a kind of its own. What was given is not changed. */
export function applyStrategicPatch(object: Fields, patch: unknown, schema: ReleaseSchema): Fields {
  if (!isRecord(patch)) throw refuse('patch/bad-patch', 'a strategic merge patch is a map', '');
  return mergeMaps(object, patch, { schema, path: '' });
}

export function mergeMaps(original: Fields, patch: Fields, place: Place): Fields {
  if (Object.hasOwn(patch, marker)) return directed(patch, place);
  const merged: Record<string, unknown> = { ...retained(original, patch, place) };
  const done = setOrders(merged, patch, place);
  for (const key of Object.keys(patch)) {
    const value = own(patch, key);
    if (value === undefined || done.has(key) || key === retainKeys || key.startsWith(orderPrefix)) continue;
    if (key.startsWith(deletePrefix)) deleteValues(merged, listNamed(key, deletePrefix, place), value, place);
    else if (value === null) delete merged[key];
    else keep(merged, key, mergeField(own(merged, key), value, key, place));
  }
  return merged;
}

/** What stands in the field afterwards; nothing where the patch brought only a directive. */
function mergeField(original: unknown, value: unknown, key: string, place: Place): unknown {
  if (isRecord(original) && isRecord(value)) {
    const field = mergeOf(place, key);
    return field.strategy === 'replace' ? value : mergeMaps(original, value, field.place);
  }
  if (Array.isArray(original) && Array.isArray(value)) return mergeList(original, value, mergeOf(place, key));
  return brought(value);
}

function mergeList(
  original: readonly unknown[],
  patch: readonly unknown[],
  { strategy, mergeKey, place }: FieldMerge,
): readonly unknown[] {
  if (strategy !== 'merge') return patch;
  return mergeLists(original, patch, mergeKey, place, merging(place));
}

function merging(list: Place): MergeItem {
  const items = inside(list);
  return (original, patch) => mergeMaps(original, patch, items);
}

function deleteValues(merged: Record<string, unknown>, name: string, values: unknown, place: Place): void {
  const list = own(merged, name);
  if (!Array.isArray(list) || !Array.isArray(values)) return;
  const { mergeKey, place: field } = mergeOf(place, name);
  define(merged, name, withoutValues(list, values, mergeKey, field, merging(field)));
}

/** Lists with `$setElementOrder` are merged first, and not again. */
function setOrders(merged: Record<string, unknown>, patch: Fields, place: Place): ReadonlySet<string> {
  const done = new Set<string>();
  for (const key of Object.keys(patch)) {
    if (!key.startsWith(orderPrefix)) continue;
    const name = listNamed(key, orderPrefix, place);
    const order = listAt(patch, key, place);
    const [original, brings] = [listAt(merged, name, place), listAt(patch, name, place)];
    const field = mergeOf(place, name);
    checkOrder(brings ?? [], order ?? [], field.mergeKey, field.place);
    const list = together(original, brings, field);
    if (list === undefined || order === undefined) continue;
    checkElements(original ?? [], brings ?? [], [list, order], field.mergeKey, field.place);
    const before = orderBefore(original ?? [], brings ?? [], list, field.mergeKey);
    define(merged, name, inOrder(list, order, before, field.mergeKey));
    done.add(name);
  }
  return done;
}

function together(
  original: readonly unknown[] | undefined,
  brings: readonly unknown[] | undefined,
  field: FieldMerge,
): readonly unknown[] | undefined {
  if (brings === undefined) return original;
  if (original === undefined) return broughtInOrder(brings);
  return mergeList(original, brings, field);
}

function listAt(fields: Fields, name: string, { path }: Place): readonly unknown[] | undefined {
  const value = own(fields, name);
  if (value === undefined || Array.isArray(value)) return value as readonly unknown[] | undefined;
  throw refuse('patch/bad-directive', `${path === '' ? '' : `${path}.`}${name} is not a list`, path);
}

function keep(merged: Record<string, unknown>, key: string, value: unknown): void {
  if (value === undefined) delete merged[key];
  else define(merged, key, value);
}
