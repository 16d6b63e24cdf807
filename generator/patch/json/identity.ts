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
  const candidates = schema === undefined ? [byName] : keysIn(schema);
  return candidates.find((candidate) => lists.every((list) => tellsApart(list, candidate)));
}

const byName: ItemKeys = { keys: ['name'], defaults: {} };

const known = new WeakMap<ReleaseSchema, readonly ItemKeys[]>();

/** What the schema of a list offers, best first; looked up once. */
function keysIn(schema: ReleaseSchema): readonly ItemKeys[] {
  let found = known.get(schema);
  if (found === undefined) {
    const { keys, mergeKey } = schema.node;
    found = [
      ...(keys === undefined ? [] : [{ keys, defaults: keyDefaults(schema.located) }]),
      ...(mergeKey === undefined ? [] : [{ keys: [mergeKey], defaults: {} }]),
      byName,
    ];
    known.set(schema, found);
  }
  return found;
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
    values.push(typeof value === 'string' ? `"${value}` : canonical(value));
  }
  return values.join(' ');
}
