import { define, own } from '../../generator/core/json.ts';
import { definitionIn, pack, unpack } from '../../generator/facts/definition.ts';
import type { FactsFile, Node } from '../../generator/facts/format.ts';
import type { Shapes } from '../../generator/facts/published/hoist.ts';
import { within } from '../../generator/facts/range.ts';

/** The inverse of `merge`: the definitions of a facts file as one release has them. */
export function expand(file: FactsFile, release: string): Shapes {
  const shapes: Shapes = new Map();
  for (const id of Object.keys(file.definitions)) {
    const shape = shapeAt(file, id, release);
    if (shape !== undefined) shapes.set(id, shape);
  }
  return shapes;
}

/**
 * The same for a custom resource, walked as a tree from its roots: shapes that were stored once because they are
 * equal get back the id of each path, so that a further release can be merged by path.
 */
export function expandTree(file: FactsFile, release: string): Shapes {
  const shapes: Shapes = new Map();
  const visit = (id: string, path: string): boolean => {
    const shape = shapeAt(file, id, release);
    if (shape === undefined) return false;
    const fields: Record<string, Node> = {};
    for (const [name, node] of Object.entries(shape.fields))
      define(fields, name, relocate(node, `${path}.${name}`, visit));
    shapes.set(path, { self: relocate(shape.self, path, visit), fields });
    return true;
  };
  for (const kind of file.kinds) visit(kind.definition, kind.version);
  return shapes;
}

function relocate(node: Node, path: string, visit: (id: string, path: string) => boolean): Node {
  if (node.ref !== undefined && !node.ref.includes('#') && visit(node.ref, path))
    return { ...node, ref: path };
  const moved: { -readonly [K in keyof Node]: Node[K] } = { ...node };
  if (node.items !== undefined) moved.items = pack(relocate(unpack(node.items), `${path}[]`, visit));
  if (node.values !== undefined && typeof node.values !== 'boolean')
    moved.values = pack(relocate(unpack(node.values), `${path}{}`, visit));
  return moved;
}

function shapeAt(
  file: FactsFile,
  id: string,
  release: string,
): { self: Node; fields: Record<string, Node> } | undefined {
  const definition = definitionIn(file, id);
  const self = definition?.self.find((node) => within(node, release));
  if (definition === undefined || self === undefined) return undefined;
  const fields: Record<string, Node> = {};
  for (const name of definition.fieldNames) {
    const node = definition.field(name)?.find((each) => within(each, release));
    if (node !== undefined) define(fields, name, unranged(node));
  }
  return { self: unranged(self), fields };
}

function unranged({ since: _since, until: _until, ...node }: Node): Node {
  return node;
}

/** A definition's published package, where it is not the file's. */
export function packageOf(file: FactsFile, id: string): string | undefined {
  return (own(file.definitions, id) as { package?: string } | undefined)?.package ?? file.package;
}
