import { canonical, isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { keyDefaults } from '../../paths/keys.ts';

/** What tells the items of a list apart: fields, with what the server fills in where one is left out. */
export interface ItemKeys {
  readonly keys: readonly string[];
  readonly defaults: Readonly<Record<string, unknown>>;
}

/** By the schema: the keys of server-side apply, else of strategic merge; else by name, where every item has another one. */
export function itemKeys(
  schema: ReleaseSchema | undefined,
  ...lists: readonly (readonly unknown[])[]
): ItemKeys | undefined {
  const candidates: ItemKeys[] = [];
  if (schema !== undefined) {
    const { keys, mergeKey } = schema.node;
    const defaults = keyDefaults(schema.located);
    if (keys !== undefined) candidates.push({ keys, defaults });
    if (mergeKey !== undefined) candidates.push({ keys: [mergeKey], defaults: {} });
  }
  candidates.push({ keys: ['name'], defaults: {} });
  return candidates.find((candidate) => lists.every((list) => tellsApart(list, candidate)));
}

function tellsApart(list: readonly unknown[], keys: ItemKeys): boolean {
  const seen = new Set<string>();
  for (const item of list) {
    const identity = identityOf(item, keys);
    if (identity === undefined || seen.has(identity)) return false;
    seen.add(identity);
  }
  return true;
}

/** The values of an item's keys as one text; undefined where one is neither there nor filled in. */
export function identityOf(item: unknown, { keys, defaults }: ItemKeys): string | undefined {
  if (!isRecord(item)) return undefined;
  const values: string[] = [];
  for (const key of keys) {
    const value = own(item, key) ?? own(defaults, key);
    if (value === undefined || value === null) return undefined;
    values.push(canonical(value));
  }
  return values.join(' ');
}
