import type { Node, Pair, Scalar, YAMLSeq } from 'yaml';
import { yaml } from '../../manifest/yaml.ts';

/** What this folder needs to know of a parsed document's nodes: where they stand in the text. */

export type Value = Node | null;

export function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** Behind the last character of a value, comments and blank lines after it not counted. */
export function endOf(node: Node): number {
  const { isMap, isSeq, isPair } = yaml();
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last = node.items.at(-1);
    const inner = isPair(last) ? ((last.value ?? last.key) as Node | null) : (last as Node | undefined);
    if (inner != null) return endOf(inner);
  }
  return node.range?.[1] ?? startOf(node);
}

/** Behind the key, its colon, and the anchor or tag of the value: where the value's text may begin. */
export function headOfPair(pair: Pair): number | undefined {
  const token = (pair as Pair & { srcToken?: { sep?: readonly Token[] } }).srcToken;
  return headIn(token?.sep, 'map-value-ind');
}

interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

interface Item {
  readonly start: readonly Token[];
  readonly sep?: readonly Token[];
}

function headIn(tokens: readonly Token[] | undefined, indicator: string): number | undefined {
  const from = tokens?.findIndex(({ type }) => type === indicator) ?? -1;
  if (tokens === undefined || from < 0) return undefined;
  let head: number | undefined;
  for (const { type, offset, source } of tokens.slice(from))
    if (type === indicator || type === 'anchor' || type === 'tag') head = offset + source.length;
  return head;
}

export interface Dash {
  readonly dash: number;
  readonly head: number;
}

/** Of each item of a list: where its dash stands, and where its value may begin. */
export function dashesOf(seq: YAMLSeq): readonly (Dash | undefined)[] {
  const token = seq.srcToken as { readonly items?: readonly Item[] } | undefined;
  return (token?.items ?? []).flatMap(({ start }) => {
    const dash = start.find(({ type }) => type === 'seq-item-ind')?.offset;
    const head = headIn(start, 'seq-item-ind');
    return dash === undefined || head === undefined ? [] : [{ dash, head }];
  });
}

/** Whether a node, or anything in it, satisfies a test. */
export function someNode(node: unknown, test: (each: Node) => boolean): boolean {
  const { isCollection, isNode, isPair } = yaml();
  if (isPair(node)) return someNode(node.key, test) || someNode(node.value, test);
  if (!isNode(node)) return false;
  if (test(node)) return true;
  return isCollection(node) && node.items.some((item) => someNode(item, test));
}

/** A key as text: what stands there without quotes, or what quotes mean. */
export function keyText(key: unknown): string {
  const { isScalar } = yaml();
  if (!isScalar(key)) return '';
  return key.type === 'PLAIN' ? (key.source ?? String(key.value)) : String(key.value);
}

export function isMerge(pair: Pair): boolean {
  const { isScalar } = yaml();
  return isScalar(pair.key) && (pair.key as Scalar).type === 'PLAIN' && (pair.key as Scalar).value === '<<';
}
