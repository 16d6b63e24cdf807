import type { Json } from '../core/json.ts';
import { tableKey } from '../facts/home.ts';
import { definitionOf, fieldOf, itemsOf, type Located, shapeOf } from '../facts/resolve.ts';
import { serverDefaults } from '../facts/server.ts';

/** The fields that tell the items of a list apart: server-side apply's keys, else the strategic merge key. */
export function keysOf(list: Located): readonly string[] {
  const { keys, mergeKey } = shapeOf(list);
  return keys ?? (mergeKey === undefined ? [] : [mergeKey]);
}

/** Keys that the server fills in, with what it fills in: `protocol` of ports is TCP. */
export function keyDefaults(list: Located): Readonly<Record<string, Json>> {
  const item = itemsOf(list);
  const definition = item && definitionOf(item);
  if (item === undefined || definition === undefined) return {};
  const known = serverDefaults(tableKey(definition));
  const defaults: Record<string, Json> = {};
  for (const key of keysOf(list)) {
    const value = known.find((each) => each.field === key)?.value ?? fieldOf(item, key)?.node.default;
    if (value !== undefined) defaults[key] = value;
  }
  return defaults;
}
