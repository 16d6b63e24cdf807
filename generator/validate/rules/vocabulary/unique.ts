import { isRecord, own } from '../../../core/json.ts';
import type { Complaint, Fields } from '../fields.ts';

/** No two items of a list have the same in a field; the server speaks of the field. */
export function uniqueBy(fields: Fields, name: string, key: string): void {
  const seen = new Set<unknown>();
  const list = fields.list(name);
  if (list.length < 2) return;
  for (const [index, item] of list.entries()) {
    const value = isRecord(item) ? own(item, key) : undefined;
    if (value === undefined || value === '') continue;
    if (seen.has(value)) fields.each(name)[index]?.refuse(repeated(value), key);
    seen.add(value);
  }
}

/** No two items have the same in all of these fields together; the server speaks of the item. */
export function uniqueTogether(fields: Fields, name: string, keys: readonly string[]): void {
  const list = fields.list(name);
  if (list.length < 2) return;
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    if (!isRecord(item)) continue;
    const values = keys.map((key) => own(item, key) ?? '');
    const text = JSON.stringify(values);
    if (seen.has(text)) fields.refuse(repeated(values.join(' ')), name, index);
    seen.add(text);
  }
}

/** A list of plain values, each once. */
export function uniqueItems(fields: Fields, name: string): void {
  const list = fields.list(name);
  const seen = new Set<unknown>();
  for (const [index, item] of list.entries()) {
    if (seen.has(item)) fields.refuse(repeated(item), name, index);
    seen.add(item);
  }
}

export function repeated(value: unknown): Complaint {
  return { code: 'api/not-unique', what: `is ${JSON.stringify(value)} a second time`, fix: 'keep one' };
}
