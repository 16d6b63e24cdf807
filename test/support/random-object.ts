import type { ReleaseSchema } from '../../generator/facts/release-schema.ts';

/** Numbers that are the same every time for one seed. */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

const words = ['web', 'log', 'db', 'a', 'b', 'c.d', 'x/y', '80', 'true', '', 'ä b'];

/** A value that has the types of a schema; what it means is nobody's business. */
export function randomValue(schema: ReleaseSchema | undefined, random: Random, depth = 0): unknown {
  if (schema === undefined || schema.open)
    return pick(random, ['open', 1, true, { a: 'b' }, { a: { b: ['c'] } }]);
  const { node } = schema;
  if (schema.structure) return randomFields(schema, random, depth);
  if (schema.items() !== undefined) return randomList(schema, random, depth);
  if (node.values !== undefined) {
    const keys = words.filter((word) => word !== '' && random() < 0.3);
    return Object.fromEntries(keys.map((key) => [key, randomValue(schema.values(), random, depth + 1)]));
  }
  return randomScalar(schema, random);
}

function randomScalar({ node }: ReleaseSchema, random: Random): unknown {
  if (node.enum !== undefined && random() < 0.8) return pick(random, node.enum);
  if (node.intOrString === true || node.oneOf !== undefined) return pick(random, [80, '80', '25%', 'http']);
  if (node.type === 'integer' || node.type === 'number') return pick(random, [0, 1, 2, 80, 443, 53]);
  if (node.type === 'boolean') return random() < 0.5;
  return pick(random, words);
}

function randomFields(schema: ReleaseSchema, random: Random, depth: number): object {
  const fields: Record<string, unknown> = {};
  const chance = depth < 3 ? 0.35 : depth < 7 ? 0.2 : 0.05;
  for (const name of schema.fieldNames) {
    if (name === 'managedFields' || name === 'status') continue;
    const wanted = name === 'spec' || name === 'metadata' || name === 'template' || name === 'containers';
    if (!wanted && random() > chance) continue;
    if (depth > 12) continue;
    fields[name] = randomValue(schema.field(name), random, depth + 1);
  }
  return fields;
}

function randomList(schema: ReleaseSchema, random: Random, depth: number): readonly unknown[] {
  const length = Math.floor(random() * 4);
  const list: unknown[] = [];
  for (let index = 0; index < length; index++) list.push(randomItem(schema, random, depth));
  const { mergeKey, strategy } = schema.node;
  if (mergeKey === undefined) return strategy === undefined ? list : [...new Set(list)];
  if (random() < 0.05) return list;
  const seen = new Set<unknown>();
  return list.filter((item) => {
    const key = (item as Readonly<Record<string, unknown>>)[mergeKey];
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

function randomItem(schema: ReleaseSchema, random: Random, depth: number): unknown {
  const item = randomValue(schema.items(), random, depth + 1);
  const { mergeKey, keys = [] } = schema.node;
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const filled: Record<string, unknown> = { ...item };
  for (const key of new Set([...keys, ...(mergeKey === undefined ? [] : [mergeKey])])) {
    const field = schema.items()?.field(key);
    if (field !== undefined && random() < 0.97) filled[key] = randomScalar(field, random);
  }
  return filled;
}

/** The same value with a few changes, each of a kind that people make. */
export function mutated(value: unknown, schema: ReleaseSchema | undefined, random: Random): unknown {
  if (schema === undefined || schema.open || random() < 0.05) return randomValue(schema, random, 6);
  if (Array.isArray(value)) return mutatedList(value, schema, random);
  if (typeof value !== 'object' || value === null) return randomScalar(schema, random);
  const fields: Record<string, unknown> = { ...value };
  for (const name of Object.keys(fields)) {
    const chance = random();
    if (name === 'apiVersion' || name === 'kind') continue;
    const below = schema.field(name) ?? schema.values();
    if (chance < 0.08 && name !== 'metadata') delete fields[name];
    else if (chance < 0.55) fields[name] = mutated(fields[name], below, random);
  }
  const names = schema.structure
    ? schema.fieldNames.filter((name) => name !== 'managedFields')
    : words.slice(0, 4);
  if (random() < 0.3) {
    const name = pick(random, names);
    const below = schema.field(name) ?? schema.values();
    if (below !== undefined && name !== 'apiVersion' && name !== 'kind' && !Object.hasOwn(fields, name))
      fields[name] = randomValue(below, random, 6);
  }
  return fields;
}

function mutatedList(list: readonly unknown[], schema: ReleaseSchema, random: Random): readonly unknown[] {
  const items = [...list];
  for (let index = 0; index < items.length; index++)
    if (random() < 0.4)
      items[index] = sameKeys(items[index], mutated(items[index], schema.items(), random), schema, random);
  if (random() < 0.25 && items.length > 0) items.splice(Math.floor(random() * items.length), 1);
  if (random() < 0.3)
    items.splice(Math.floor(random() * (items.length + 1)), 0, randomItem(schema, random, 6));
  if (random() < 0.2) items.sort(() => random() - 0.5);
  const plain = schema.node.strategy !== undefined && schema.node.mergeKey === undefined;
  return plain ? [...new Set(items)] : items;
}

/** Mostly an item stays the one it was. */
function sameKeys(before: unknown, after: unknown, schema: ReleaseSchema, random: Random): unknown {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return after;
  const kept: Record<string, unknown> = { ...after };
  for (const key of [...(schema.node.keys ?? []), schema.node.mergeKey ?? 'name'])
    if (Object.hasOwn(before, key) && random() < 0.9)
      kept[key] = (before as Readonly<Record<string, unknown>>)[key];
  return kept;
}
