import { matcher } from '../regular-expression.ts';
import { shortened } from '../shortened.ts';
import { evaluated } from './engine.ts';

/** A part of an expression, as far as it is looked at: what it does, with what, and what it comes to. */
export interface Node {
  readonly op: string;
  readonly args: unknown;
  readonly checkedType?: { readonly kind?: string; readonly name?: string };
}

/** What the server does not take of an expression whose types are right, and the package does. */
export function misuse(node: Node, within?: Node): string | undefined {
  const wrong = looks[node.op]?.(node, within);
  if (wrong !== undefined) return wrong;
  for (const each of partsOf(node)) {
    const found = misuse(each, node);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Look = (node: Node, within: Node | undefined) => string | undefined;

const looks: Readonly<Record<string, Look>> = {
  // What is formatted may be of any types.
  list: (node, within) => (called(within) === 'format' ? undefined : mixed(partsOf(node))),
  map: (node, within) => (isStructure(within) ? fieldOf(node, within) : mixedMap(node)),
  '[]': indexed,
  '[?]': indexed,
  call: (node) => badPattern(node, partsOf(node)[1]) ?? badText(node),
  rcall: (node) => badPattern(node, partsOf(node)[1]),
};

/** Parts in their order, of a call its receiver first. */
function partsOf(node: Node): readonly Node[] {
  return Array.isArray(node.args)
    ? (node.args.flat(2) as readonly unknown[]).filter(isNode)
    : isNode(node.args)
      ? [node.args]
      : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'op' in value;
}

/** The function that is called. */
function called(node: Node | undefined): unknown {
  return node !== undefined && /^r?call$/.test(node.op) && Array.isArray(node.args)
    ? node.args[0]
    : undefined;
}

function typeOf(node: Node): string {
  return String(node.checkedType ?? 'dyn');
}

/** Items of one list are of one type, as the server tells types: what may be anything is a type as well. */
function mixed(items: readonly Node[]): string | undefined {
  const [first, ...others] = items.filter((each) => !isEmpty(each)).map(typeOf);
  if (first === undefined || first.startsWith('optional')) return undefined;
  const other = others.find((each) => each !== first);
  return other === undefined ? undefined : `expected ${first}, as the first is, but found ${other}`;
}

/** An empty list or map is of whatever type the others are. */
function isEmpty(node: Node): boolean {
  return (node.op === 'list' || node.op === 'map') && partsOf(node).length === 0;
}

function mixedMap(node: Node): string | undefined {
  const parts = partsOf(node);
  return (
    mixed(parts.filter((_, index) => index % 2 === 0)) ?? mixed(parts.filter((_, index) => index % 2 === 1))
  );
}

/** What a policy makes: `Object{…}` and `JSONPatch{…}`, as the dialect writes them. */
function isStructure(node: Node | undefined): node is Node {
  return ['asObject', 'asPatch'].includes(String(called(node)));
}

/** An operation has fields of its own; which an object has is not looked at. */
function fieldOf(node: Node, within: Node): string | undefined {
  if (called(within) !== 'asPatch') return undefined;
  const parts = partsOf(node);
  for (let at = 0; at < parts.length; at += 2) {
    const [name, type] = [String(parts[at]?.args), typeOf(parts[at + 1] as Node)];
    if (!['op', 'path', 'from', 'value'].includes(name)) return `a JSONPatch has no ${name}`;
    if (name !== 'value' && type !== 'string' && type !== 'dyn')
      return `${name} of a JSONPatch is a ${type}, not a string`;
  }
  return undefined;
}

/** A structure has fields, and is no map. */
function indexed(node: Node): string | undefined {
  const [of] = partsOf(node);
  return of !== undefined && of.checkedType?.kind === 'message'
    ? `a field of it is read with a dot, not with an index`
    : undefined;
}

/** An expression that stands there as it is. */
function badPattern(node: Node, pattern: Node | undefined): string | undefined {
  if (!['re2Matches', 'matches'].includes(String(called(node)))) return undefined;
  const text = pattern?.op === 'value' ? pattern.args : undefined;
  return typeof text === 'string' && matcher(text) === undefined
    ? `${shortened(text)} is no pattern that the server reads`
    : undefined;
}

const conversions = ['int', 'uint', 'double', 'bool', 'timestamp', 'duration'];

/** A text that is made something else, and stands there as it is. */
function badText(node: Node): string | undefined {
  const [name, [text, ...more]] = [String(called(node)), partsOf(node)];
  if (!conversions.includes(name) || more.length > 0 || text?.op !== 'value' || typeof text.args !== 'string')
    return undefined;
  const outcome = evaluated(`${name}(text)`, { text: text.args });
  return outcome.kind === 'error' ? `${shortened(text.args)} is no ${name}` : undefined;
}
