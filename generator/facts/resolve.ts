import { type Definition, definitionIn, unpack } from './definition.ts';
import type { FactsFile, Node } from './format.ts';
import { neighbour } from './location.ts';

/** A node in the file whose definitions it speaks of. */
export interface Located {
  readonly node: Node;
  readonly file: FactsFile;
}

/** The definition that a reference means, seen from a file. */
export function referenced(ref: string, file: FactsFile): Definition {
  const definition = find(ref, file);
  if (definition === undefined)
    throw new Error(`facts of ${file.source} refer to ${ref}, which is not there`);
  return definition;
}

function find(ref: string, file: FactsFile): Definition | undefined {
  const hash = ref.indexOf('#');
  if (hash < 0) return definitionIn(file, ref);
  const other = neighbour(file, ref.slice(0, hash));
  return other && definitionIn(other, ref.slice(hash + 1));
}

/** The definition behind a node, if it is a reference. */
export function definitionOf({ node, file }: Located): Definition | undefined {
  return node.ref === undefined ? undefined : referenced(node.ref, file);
}

/** The newest shape of a node itself: a reference is followed to what it says of itself. */
export function shapeOf(located: Located): Node {
  const definition = definitionOf(located);
  return definition === undefined ? located.node : { ...definition.self.at(-1), ...located.node };
}

export function itemsOf({ node, file }: Located): Located | undefined {
  return node.items === undefined ? undefined : { node: unpack(node.items), file };
}

/** What the values of a map are; an open object has values of any kind. */
export function valuesOf(located: Located): Located | undefined {
  const { values, preserve } = shapeOf(located);
  const file = definitionOf(located)?.file ?? located.file;
  if (typeof values === 'object' || typeof values === 'string') return { node: unpack(values), file };
  return values === true || preserve === true ? { node: {}, file } : undefined;
}

/** A field in its newest form. */
export function fieldOf(located: Located, name: string): Located | undefined {
  const definition = definitionOf(located);
  const node = definition?.field(name)?.at(-1);
  return definition && node && { node, file: definition.file };
}
