import { define, own } from '../../core/json.ts';
import type { Node } from '../format.ts';
import { itself, type NodeContext, toNode } from './node.ts';
import type { RawSchema } from './raw.ts';

/** One definition of one release. */
export interface Shape {
  readonly self: Node;
  readonly fields: Readonly<Record<string, Node>>;
}

export type Shapes = Map<string, Shape>;

export type HoistContext = Omit<NodeContext, 'hoist'>;

/**
 * Takes a published definition apart: each object with fields becomes a shape of its own, called by its path
 * from `id` (`v1.spec.rules[]`). What has no fields of its own stays inline.
 */
export function hoist(id: string, schema: RawSchema, context: HoistContext, into: Shapes): void {
  const inner: NodeContext = {
    ...context,
    hoist: (path, nested) => {
      hoist(path, nested, context, into);
      return path;
    },
  };
  const fields: Record<string, Node> = {};
  const declared = schema.properties ?? {};
  const required = new Set(schema.required);
  for (const name of Object.keys(declared)) {
    const node = toNode(own(declared, name) as RawSchema, `${id}.${name}`, inner);
    define(fields, name, required.has(name) ? { ...node, required: true } : node);
  }
  const undeclared = (schema.required ?? []).filter((name) => !Object.hasOwn(declared, name));
  const { items, additionalProperties } = schema;
  const self = {
    ...itself(schema, inner),
    ...toNode(defined({ items, additionalProperties }) as RawSchema, id, inner),
    ...(undeclared.length > 0 ? { requires: undeclared } : {}),
    ...(context.texts && typeof schema.description === 'string' ? { description: schema.description } : {}),
  };
  into.set(id, { self, fields });
}

function defined(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
