import { canonical } from '../../generator/core/json.ts';
import { pack, unpack } from '../../generator/facts/definition.ts';
import type { Node, StoredDefinition, StoredNode, Variants } from '../../generator/facts/format.ts';

/**
 * Definitions of one custom resource that say the same are stored once, under the shortest of their paths.
 * Inner ones first, so that equal trees fall together; `roots` keep their names.
 */
export function share(
  definitions: ReadonlyMap<string, StoredDefinition>,
  roots: readonly string[],
): Map<string, StoredDefinition> {
  const byContent = new Map<string, string>();
  const renamed = new Map<string, string>();
  const kept = new Map<string, StoredDefinition>();
  const innerFirst = [...definitions.keys()].sort(
    (a, b) => depth(b) - depth(a) || a.length - b.length || (a < b ? -1 : 1),
  );
  for (const id of innerFirst) {
    const definition = rename(definitions.get(id) as StoredDefinition, renamed);
    const text = canonical(definition);
    const same = roots.includes(id) ? undefined : byContent.get(text);
    if (same !== undefined) renamed.set(id, same);
    else {
      byContent.set(text, id);
      kept.set(id, definition);
    }
  }
  return shortest(kept, renamed, roots);
}

function depth(id: string): number {
  let count = 0;
  for (const character of id) if (character === '.' || character === '[' || character === '{') count++;
  return count;
}

/** Of all paths that fell together the shortest becomes the name. */
function shortest(
  kept: ReadonlyMap<string, StoredDefinition>,
  renamed: ReadonlyMap<string, string>,
  roots: readonly string[],
): Map<string, StoredDefinition> {
  const best = new Map<string, string>();
  for (const id of kept.keys()) best.set(id, id);
  for (const [id, target] of renamed) {
    const current = best.get(target) as string;
    if (
      !roots.includes(current) &&
      (depth(id) - depth(current) || id.length - current.length || (id < current ? -1 : 1)) < 0
    )
      best.set(target, id);
  }
  return new Map(
    [...kept]
      .map(([id, definition]) => [best.get(id) as string, rename(definition, best)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function rename(definition: StoredDefinition, names: ReadonlyMap<string, string>): StoredDefinition {
  const fields =
    definition.fields &&
    Object.fromEntries(
      Object.entries(definition.fields).map(([name, node]) => [name, renameVariants(node, names)]),
    );
  return {
    ...definition,
    ...(definition.self === undefined ? {} : { self: renameVariants(definition.self, names) }),
    ...(fields === undefined ? {} : { fields }),
  };
}

function renameVariants(variants: Variants, names: ReadonlyMap<string, string>): Variants {
  return Array.isArray(variants)
    ? variants.map((each) => renameNode(each, names))
    : renameNode(variants as StoredNode, names);
}

function renameNode(stored: StoredNode, names: ReadonlyMap<string, string>): StoredNode {
  const node: { -readonly [K in keyof Node]: Node[K] } = { ...unpack(stored) };
  if (node.ref !== undefined) node.ref = names.get(node.ref) ?? node.ref;
  if (node.items !== undefined) node.items = renameNode(node.items, names);
  if (node.values !== undefined && typeof node.values !== 'boolean')
    node.values = renameNode(node.values, names);
  return pack(node);
}
