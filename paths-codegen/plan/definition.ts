import type { JSONSchema } from 'json-schema-to-typescript';
import { define } from '../../generator/core/json.ts';
import { type Definition, unpack } from '../../generator/facts/definition.ts';
import type { Node, StoredKind } from '../../generator/facts/format.ts';
import { tableKey } from '../../generator/facts/home.ts';
import { joinApiVersion } from '../../generator/facts/kinds.ts';
import { openEnums, serverDefaults } from '../../generator/facts/server.ts';
import { fieldDocs } from './docs.ts';
import { type TypeContext, unionSchema } from './property.ts';
import { requiredFields } from './required.ts';

/** The interface of a definition: its fields in all their variants. */
export function interfaceSchema(
  definition: Definition,
  context: TypeContext,
  kind: StoredKind | undefined,
): JSONSchema {
  const self = definition.self.at(-1) as Node;
  if (definition.fieldNames.length === 0 && kind === undefined)
    return { ...unionSchema(definition.self.map(unranged), context, false), ...described(self.description) };
  const builtin = definition.file.source === 'kubernetes';
  const key = tableKey(definition);
  const fills = new Map(serverDefaults(key).map((row) => [row.field, row]));
  const open = new Set(openEnums(key));
  const required = requiredFields(definition, kind);
  const properties: Record<string, JSONSchema> = {};
  for (const name of definition.fieldNames) {
    const variants = definition.field(name) ?? [];
    const fixed = kind && identity(name, kind);
    const { keys } = context.keysOf(variants.at(-1) as Node);
    const docs =
      fixed === undefined ? fieldDocs(variants, definition.file, fills.get(name), keys) : undefined;
    const schema =
      fixed ??
      unionSchema(variants.map(unranged), context, open.has(name) || (builtin && isObserved(definition)));
    const typed = inherited.has(name) && !required.has(name) ? orInherited(schema, name) : schema;
    define(properties, name, { ...typed, ...described(docs) });
  }
  return {
    type: 'object',
    properties,
    required: definition.fieldNames.filter((name) => required.has(name)),
    additionalProperties: self.preserve === true || self.values !== undefined,
    ...described(kind === undefined ? self.description : undefined),
  };
}

/** What the cluster reports: a newer one may report more than today's lists hold. */
function isObserved({ id }: Definition): boolean {
  return /(Status|Condition)$/.test(id);
}

/** Names that every object inherits: an optional field of that name would make every literal without it an error. */
const inherited = new Set(
  Object.getOwnPropertyNames(Object.prototype).filter((name) => !name.startsWith('__')),
);

function orInherited(schema: JSONSchema, name: string): JSONSchema {
  return { anyOf: [schema, { tsType: `$.Inherited<'${name}'>` }] };
}

/** apiVersion and kind of a root are literals. */
function identity(name: string, { group, version, kind }: StoredKind): JSONSchema | undefined {
  if (name === 'apiVersion') return { enum: [joinApiVersion(group, version)] };
  return name === 'kind' ? { enum: [kind] } : undefined;
}

function described(description: string | undefined): { readonly description?: string } {
  return description === undefined ? {} : { description };
}

/** What two variants differ in does not always concern the type. */
function unranged({ since: _since, until: _until, ...node }: Node): Node {
  return node;
}

/** Every definition that a definition mentions, in any release. */
export function referencesOf(definition: Definition): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Node): void => {
    if (node.ref !== undefined) found.add(node.ref);
    if (node.items !== undefined) visit(unpack(node.items));
    if (node.values !== undefined && typeof node.values !== 'boolean') visit(unpack(node.values));
  };
  for (const node of definition.self) visit(node);
  for (const name of definition.fieldNames) for (const node of definition.field(name) ?? []) visit(node);
  return found;
}
