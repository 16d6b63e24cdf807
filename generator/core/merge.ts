import { define, isRecord, own } from './json.ts';

/** Values over values, as Helm lays them: maps merge, everything else is replaced, null stays to take a default away. */
function layered(under: unknown, over: unknown): unknown {
  if (!isRecord(under) || !isRecord(over)) return over;
  const merged: Record<string, unknown> = {};
  for (const key of Object.keys(under)) define(merged, key, own(under, key));
  for (const key of Object.keys(over))
    define(
      merged,
      key,
      Object.hasOwn(under, key) ? layered(own(under, key), own(over, key)) : own(over, key),
    );
  return merged;
}

/** Layers of maps, the last on top; undefined where there are none. */
export function layeredAll(layers: readonly unknown[]): Readonly<Record<string, unknown>> | undefined {
  const maps = layers.filter(isRecord);
  return maps.length === 0
    ? undefined
    : maps.reduce((under, over) => layered(under, over) as Readonly<Record<string, unknown>>);
}
