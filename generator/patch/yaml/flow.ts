import type { Node, Pair, YAMLMap } from 'yaml';
import { yaml } from '../../manifest/yaml.ts';
import type { MapChange } from './change.ts';
import type { Context } from './context.ts';
import { lastKept } from './lines.ts';
import { endOf, headOfPair, startOf } from './nodes.ts';
import { flowString, flowText, prettyJson } from './render.ts';

/** One part between commas: where it stands, and whether it goes. */
export interface FlowPart {
  readonly start: number;
  readonly end: number;
  readonly goes: boolean;
}

export interface FlowAddition {
  /** The part that it comes after; -1 is the beginning. */
  readonly after: number;
  readonly text: (indent: string, step: string) => string;
}

export function editFlowMap(context: Context, map: YAMLMap, { pairs, added }: MapChange): void {
  const { isNode } = yaml();
  const parts = pairs.map(({ pair, goes }) => ({ ...extent(pair), goes }));
  const tight = pairs.some(({ pair }) => isNode(pair.value) && headOfPair(pair) === startOf(pair.value));
  const additions = added.map(({ key, value, after }) => ({
    after,
    text: (indent: string, step: string) =>
      `${flowString(key, context.json)}:${tight ? '' : ' '}${written(value, context.json, indent, step)}`,
  }));
  editParts(context, startOf(map), parts, additions);
}

export function extent(part: Pair | Node): { readonly start: number; readonly end: number } {
  const { isPair } = yaml();
  if (!isPair(part)) return { start: startOf(part), end: endOf(part) };
  const key = part.key as Node;
  const end = part.value === null ? endOf(key) : Math.max(endOf(part.value as Node), headOfPair(part) ?? 0);
  return { start: startOf(key), end };
}

export function written(value: unknown, json: boolean, indent: string, step: string): string {
  return json && step !== '' ? prettyJson(value, indent, step) : flowText(value, json);
}

/** Parts between brackets: what goes takes a comma along, what is new brings one; line breaks are as those around. */
export function editParts(
  { source, edits }: Context,
  open: number,
  parts: readonly FlowPart[],
  additions: readonly FlowAddition[],
): void {
  const last = parts.findLastIndex(({ goes }) => !goes);
  for (let index = 0; index < parts.length; index++) {
    if (parts[index]?.goes !== true) continue;
    const start = index;
    while (parts[index + 1]?.goes === true) index++;
    const next = parts[index + 1];
    if (next !== undefined) edits.remove((parts[start] as FlowPart).start, next.start);
    else if (last >= 0) edits.remove((parts[last] as FlowPart).end, (parts[index] as FlowPart).end);
  }
  const gaps = parts.map(({ start }) => source.gapBefore(start));
  const outer = /^[ \t]*/.exec(source.before(open))?.[0] ?? '';
  const keptBefore = lastKept(parts);
  for (const { after, text } of additions) {
    const kept = keptBefore[after] ?? -1;
    const gap = gaps[Math.max(kept, 0)] ?? '';
    const broken = gap.includes('\n');
    const indent = broken ? gap.slice(gap.lastIndexOf('\n') + 1) : '';
    const step = broken ? indent.slice(outer.length) : '';
    const part = text(indent, step).replaceAll('\n', source.newline);
    const space = broken ? gap : (gaps[1] ?? ' ');
    if (kept >= 0) edits.insert((parts[kept] as FlowPart).end, `,${space}${part}`);
    else edits.insert((parts[0] as FlowPart).start, `${part},${space}`);
  }
}
