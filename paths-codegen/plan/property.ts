import type { JSONSchema } from 'json-schema-to-typescript';
import { canonical, isRecord, type Json } from '../../generator/core/json.ts';
import { unpack } from '../../generator/facts/definition.ts';
import type { Node, StoredNode } from '../../generator/facts/format.ts';

/** What a type needs to know of its surroundings. */
export interface TypeContext {
  /** The TypeScript name of a definition, as seen from the file that is planned. */
  readonly nameOf: (ref: string) => string;
  /** Keys of a keyed list, and those of them that the server defaults. */
  readonly keysOf: (node: Node) => {
    readonly keys: readonly string[];
    readonly defaulted: readonly string[];
  };
}

/** One type for all variants of a field: the union of what the releases take. */
export function unionSchema(variants: readonly Node[], context: TypeContext, open: boolean): JSONSchema {
  const allEnums = variants.every((node) => node.enum !== undefined && node.nullable !== true);
  if (allEnums) return enumSchema([...new Set(variants.flatMap((node) => node.enum ?? []))], open);
  const schemas = new Map(
    variants.map((node) => nodeSchema(node, context, open)).map((schema) => [canonical(schema), schema]),
  );
  const [only] = schemas.values();
  return schemas.size === 1 ? (only as JSONSchema) : { anyOf: [...schemas.values()] };
}

export function nodeSchema(node: Node, context: TypeContext, open = false): JSONSchema {
  const schema = plainSchema(node, context, open);
  return node.nullable === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function plainSchema(node: Node, context: TypeContext, open: boolean): JSONSchema {
  if (node.ref !== undefined) return { tsType: context.nameOf(node.ref) };
  if (node.intOrString === true) return { type: ['integer', 'string'] };
  if (node.embedded === true) return { tsType: '$.EmbeddedObject' };
  if (node.enum !== undefined) return enumSchema(node.enum, open);
  if (node.items !== undefined) return listSchema(node, node.items, context, open);
  if (isStored(node.values))
    return { type: 'object', additionalProperties: nodeSchema(unpack(node.values), context, open) };
  const types = alternatives(node);
  if (types !== undefined) return { type: types };
  if (node.type === undefined) return {};
  if (node.type === 'object') return { type: 'object', additionalProperties: true };
  return node.type === 'array' ? { type: 'array', items: {} } : { type: node.type };
}

function isStored(values: Node['values']): values is StoredNode {
  return typeof values === 'string' || isRecord(values);
}

/** Listed values as a union of literals; where the server takes others too, the union stays open. */
function enumSchema(values: readonly Json[], open: boolean): JSONSchema {
  if (!open) return { enum: values as NonNullable<JSONSchema['enum']> };
  return { tsType: `${values.map((value) => JSON.stringify(value)).join(' | ')} | (string & {})` };
}

function listSchema(node: Node, items: StoredNode, context: TypeContext, open: boolean): JSONSchema {
  const item = unpack(items);
  const { keys, defaulted } = context.keysOf(node);
  if (keys.length === 0 || item.ref === undefined)
    return { type: 'array', items: nodeSchema(item, context, open) };
  const literals = (names: readonly string[]): string =>
    names.map((name) => JSON.stringify(name)).join(' | ');
  const parameters = [
    context.nameOf(item.ref),
    literals(keys),
    ...(defaulted.length > 0 ? [literals(defaulted)] : []),
  ];
  return { tsType: `$.List<${parameters.join(', ')}>` };
}

/** `oneOf` of bare types is how a quantity is published: a text or a number. */
function alternatives({ oneOf, type }: Node): JSONSchema['type'] | undefined {
  if (type !== undefined || !Array.isArray(oneOf)) return undefined;
  const types = oneOf.map((each) =>
    isRecord(each) && Object.keys(each).length === 1 ? each.type : undefined,
  );
  return types.every((each) => typeof each === 'string')
    ? (types as NonNullable<JSONSchema['type']>)
    : undefined;
}
