import { own } from '../core/json.ts';
import type { FactsFile, Node, StoredDefinition, StoredNode, Variants } from './format.ts';

/** A definition ready for use: fields are unpacked when first asked for. */
export interface Definition {
  readonly id: string;
  readonly file: FactsFile;
  /** The node itself, one variant for each range of releases that differs. */
  readonly self: readonly Node[];
  readonly fieldNames: readonly string[];
  readonly field: (name: string) => readonly Node[] | undefined;
}

const unpacked = new WeakMap<FactsFile, Map<string, Definition>>();

/** A definition of a file by its id, the same object every time. */
export function definitionIn(file: FactsFile, id: string): Definition | undefined {
  const known = unpacked.get(file) ?? new Map<string, Definition>();
  if (known.size === 0) unpacked.set(file, known);
  let definition = known.get(id);
  if (definition === undefined) {
    const stored = own(file.definitions, id) as StoredDefinition | undefined;
    if (stored === undefined) return undefined;
    definition = open(file, id, stored);
    known.set(id, definition);
  }
  return definition;
}

function open(file: FactsFile, id: string, stored: StoredDefinition): Definition {
  const fields = stored.fields ?? {};
  const opened = new Map<string, readonly Node[]>();
  return {
    id,
    file,
    self: stored.self === undefined ? [{ type: 'object' }] : variants(stored.self),
    fieldNames: Object.keys(fields),
    field: (name) => {
      let nodes = opened.get(name);
      if (nodes === undefined && Object.hasOwn(fields, name)) {
        nodes = variants(own(fields, name) as Variants);
        opened.set(name, nodes);
      }
      return nodes;
    },
  };
}

function variants(stored: Variants): readonly Node[] {
  return Array.isArray(stored) ? stored.map(unpack) : [unpack(stored as StoredNode)];
}

export function unpack(stored: StoredNode): Node {
  if (typeof stored !== 'string') return stored;
  const hash = stored.indexOf('#');
  if (hash >= 0) return { ref: hash === 0 ? stored.slice(1) : stored };
  const [type, format] = stored.split(':') as [NonNullable<Node['type']>, string?];
  return format === undefined ? { type } : { type, format };
}

/** The inverse of `unpack`: the shortest form of a node. */
export function pack(node: Node): StoredNode {
  const keys = Object.keys(node);
  if (keys.length === 1 && node.ref !== undefined) return node.ref.includes('#') ? node.ref : `#${node.ref}`;
  if (keys.length === 1 && node.type !== undefined) return node.type;
  if (keys.length === 2 && node.type !== undefined && node.format !== undefined)
    return `${node.type}:${node.format}`;
  return node;
}
