import { define, isRecord, own } from '../../core/json.ts';

/** A value without fields that hold undefined, as JSON has it; the value itself where there are none. */
export function plain<T>(value: T): T {
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => (item === undefined ? null : cleaned(item)));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isRecord(value)) return value;
  let changed = false;
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const [was, is] = [own(value, key), cleaned(own(value, key))];
    if (was !== is || is === undefined) changed = true;
    if (is !== undefined) define(kept, key, is);
  }
  return changed ? kept : value;
}
