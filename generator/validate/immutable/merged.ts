import { define, isRecord, own } from '../../core/json.ts';

/**
 * What becomes of an object when a manifest is applied to it: what the server once filled in, and neither manifest speaks of, stays.
 * `live` is the manifest as it was, with what the server filled in.
 */
export function merged(live: unknown, before: unknown, after: unknown): unknown {
  if (Array.isArray(after)) {
    const [was, said] = [itemsOf(live), itemsOf(before)];
    return after.map((item, index) => {
      const at = placeOf(item, index, said);
      return at === undefined ? item : merged(was[at], said[at], item);
    });
  }
  if (!isRecord(after) || !isRecord(live)) return after;
  const said = isRecord(before) ? before : {};
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(after))
    define(fields, name, merged(own(live, name), own(said, name), own(after, name)));
  for (const name of Object.keys(live))
    if (!Object.hasOwn(after, name) && !Object.hasOwn(said, name)) define(fields, name, own(live, name));
  return fields;
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Which item it was: the one of its name, or the one in its place. */
function placeOf(item: unknown, index: number, items: readonly unknown[]): number | undefined {
  if (!isRecord(item) || typeof item.name !== 'string') return index < items.length ? index : undefined;
  const found = items.findIndex((each) => isRecord(each) && each.name === item.name);
  return found < 0 ? undefined : found;
}
