import type { JSONSchema } from 'json-schema-to-typescript';
import { define } from '../../generator/core/json.ts';
import { type Definition, unpack } from '../../generator/facts/definition.ts';
import type { Node, StoredKind } from '../../generator/facts/format.ts';
import { homeOf } from '../../generator/facts/home.ts';
import { joinApiVersion } from '../../generator/facts/kinds.ts';
import {
  openEnums,
  type ServerDefault,
  serverDefaults,
  serverRequired,
} from '../../generator/facts/server.ts';
import { fieldDocs, span } from './docs.ts';
import { type TypeContext, unionSchema } from './property.ts';

/** The interface of a definition: its fields in all their variants. */
export function interfaceSchema(
  definition: Definition,
  context: TypeContext,
  kind: StoredKind | undefined,
): JSONSchema {
  const self = definition.self.at(-1) as Node;
  if (definition.fieldNames.length === 0 && kind === undefined)
    return { ...unionSchema(definition.self.map(unranged), context, false), ...described(self.description) };
  const id = `${homeOf(definition.file)}#${definition.id}`;
  const builtin = definition.file.source === 'kubernetes';
  const fills = builtin ? serverDefaults(id) : [];
  const demanded = new Set(
    (builtin ? serverRequired(id) : [])
      .filter(({ when, unless }) => when === undefined && unless === undefined)
      .map(({ field }) => field),
  );
  const openFields = new Set(builtin ? openEnums(id) : []);
  const observed = builtin && /(Status|Condition)$/.test(definition.id);
  const properties: Record<string, JSONSchema> = {};
  const required: string[] = [];
  for (const name of definition.fieldNames) {
    const variants = definition.field(name) ?? [];
    const fill = fills.find((each) => each.field === name);
    const fixed = kind === undefined ? undefined : identity(name, kind);
    const keys = context.keysOf(variants.at(-1) as Node).keys;
    const docs = fixed === undefined ? fieldDocs(variants, definition.file, fill, keys) : undefined;
    const schema = fixed ?? unionSchema(variants.map(unranged), context, observed || openFields.has(name));
    define(properties, name, { ...schema, ...described(docs) });
    if (
      fixed !== undefined ||
      demanded.has(name) ||
      isRequired(variants, fill) ||
      (name === 'metadata' && kind !== undefined && isStored(kind))
    )
      required.push(name);
  }
  return {
    type: 'object',
    properties,
    required,
    additionalProperties: self.preserve === true || self.values !== undefined,
    ...described(kind === undefined ? self.description : undefined),
  };
}

/** apiVersion and kind of a root are literals. */
function identity(name: string, { group, version, kind }: StoredKind): JSONSchema | undefined {
  if (name === 'apiVersion') return { enum: [joinApiVersion(group, version)] };
  return name === 'kind' ? { enum: [kind] } : undefined;
}

/** Kinds that are only asked and answered (reviews) need no name. */
function isStored({ verbs }: StoredKind): boolean {
  return verbs?.includes('get') ?? true;
}

/** Every release that has the definition must require the field, and none fill it in. */
function isRequired(variants: readonly Node[], fill: ServerDefault | undefined): boolean {
  const { since, until } = span(variants);
  const filled = fill !== undefined && fill.when === undefined && fill.only === undefined;
  return (
    !filled &&
    since === undefined &&
    until === undefined &&
    variants.every((node) => node.required === true && node.default === undefined)
  );
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
