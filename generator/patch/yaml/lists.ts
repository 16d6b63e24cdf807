import type { Node, YAMLSeq } from 'yaml';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { align } from '../json/align.ts';
import { itemKeys } from '../json/identity.ts';
import { aliasesOf, anchorsOf } from './aliases.ts';
import type { Context, EditValue, Slot } from './context.ts';
import { Edits } from './edits.ts';
import { editParts, extent, written } from './flow.ts';
import { insertLines, lineAfter, removeLines } from './lines.ts';
import { type Dash, dashesOf, endOf, startOf } from './nodes.ts';
import { itemLines } from './render.ts';
import { forget, replaceValue } from './replace.ts';

interface Item {
  readonly node: Node;
  readonly slot: Slot;
  readonly start: number;
  readonly end: number;
}

export function editList(
  context: Context,
  slot: Slot,
  list: YAMLSeq,
  value: readonly unknown[],
  schema: ReleaseSchema | undefined,
  edit: EditValue,
): void {
  const before = list.items.map((item) => context.read(item));
  const partners = align(before, value, itemKeys(schema, before, value));
  const dashes = list.flow === true ? [] : dashesOf(list);
  const items = list.items.map((node, index) => itemOf(context, slot, node as Node, index, dashes[index]));
  const inner = schema?.items();
  const change = (index: number, to: unknown, own: Context): void => {
    const item = items[index] as Item;
    edit(own, item.slot, item.node, to, inner);
  };
  const kept = partners.filter((each) => each >= 0);
  const stays = new Set(kept);
  const inOrder = kept.every((each, index) => index === 0 || each > (kept[index - 1] as number));
  const besideDash = list.flow !== true && context.source.before((items[0] as Item).start).trim() !== '';
  const rearranged = !inOrder || kept.length < Math.max(items.length, value.length);
  if (kept.length === 0 || (besideDash && rearranged)) {
    replaceValue(context, slot, list, value);
    return;
  }
  for (const [index, { node }] of items.entries()) if (!stays.has(index)) forget(context, node);
  if (!inOrder) {
    // An alias may come before its anchor then.
    const aliases = new Set(aliasesOf(list.items));
    for (const anchor of anchorsOf(list)) if (aliases.has(anchor)) context.touched.add(anchor);
    if (list.flow === true) reorderFlow(context, items, value, partners, change);
    else reorder(context, slot, items, value, partners, change);
    return;
  }
  for (const [to, partner] of partners.entries()) if (partner >= 0) change(partner, value[to], context);
  const additions = newItems(value, partners);
  if (list.flow === true) {
    const parts = items.map(({ start, end }, index) => ({ start, end, goes: !stays.has(index) }));
    const texts = additions.map(({ item, after }) => ({
      after,
      text: (indent: string, step: string) => written(item, context.json, indent, step),
    }));
    editParts(context, startOf(list), parts, texts);
    return;
  }
  for (const [index, { start, end }] of items.entries())
    if (!stays.has(index)) removeLines(context, start, end);
  for (const { item, after } of additions) {
    const lines = linesOf(context, items, item);
    if (after >= 0) insertLines(context, lineAfter(context, (items[after] as Item).end), lines);
    else insertLines(context, context.source.lineStart((items[0] as Item).start), lines);
  }
}

/** What is new, and which of the old items that stay it comes after. */
function newItems(
  value: readonly unknown[],
  partners: readonly number[],
): readonly { readonly item: unknown; readonly after: number }[] {
  let after = -1;
  return value.flatMap((item, index) => {
    const partner = partners[index] as number;
    if (partner >= 0) after = partner;
    return partner >= 0 ? [] : [{ item, after }];
  });
}

function itemOf({ source }: Context, slot: Slot, node: Node, index: number, at: Dash | undefined): Item {
  const { start, end } = extent(node);
  const begin = at?.dash ?? start;
  return {
    node,
    start: begin,
    end: Math.max(end, at?.head ?? 0),
    slot: {
      kind: 'item',
      head: at?.head ?? start,
      column: source.column(begin),
      flow: at === undefined,
      path: `${slot.path}[${index}]`,
    },
  };
}

/** A new item, its dash and what follows as far apart as in the others. */
function linesOf({ source, style }: Context, items: readonly Item[], item: unknown): readonly string[] {
  const [first] = items as [Item];
  const beside = source.slice(first.start, startOf(first.node)).trim() === '-';
  const sameLine = beside && !source.slice(first.start, startOf(first.node)).includes('\n');
  const offset = sameLine && endOf(first.node) > startOf(first.node) ? startOf(first.node) - first.start : 2;
  return itemLines(item, source.column(first.start), style, offset);
}

type Change = (index: number, to: unknown, context: Context) => void;

/** Items in another order take their lines along, with the comments right above them. */
function reorder(
  context: Context,
  slot: Slot,
  items: readonly Item[],
  value: readonly unknown[],
  partners: readonly number[],
  change: Change,
): void {
  const { source, edits } = context;
  const floor = slot.kind === 'root' ? 0 : source.nextLine(slot.head);
  const starts = items.map(({ start }) => withComments(context, source.lineStart(start), floor));
  const end = lineAfter(context, (items.at(-1) as Item).end);
  const chunk = (index: number, to: unknown): string => {
    const own = new Edits();
    change(index, to, { ...context, edits: own });
    return own.made(source.text, starts[index] as number, starts[index + 1] ?? end);
  };
  const texts = value.map((item, index) => {
    const partner = partners[index] as number;
    const text = partner >= 0 ? chunk(partner, item) : linesOf(context, items, item).join(source.newline);
    return text.endsWith('\n') ? text : text + source.newline;
  });
  const joined = texts.join('');
  const open = end === source.text.length && !source.text.endsWith('\n');
  edits.replace(starts[0] as number, end, open ? joined.slice(0, -source.newline.length) : joined);
}

/** The line where the comments right above a line begin. */
function withComments({ source }: Context, line: number, floor: number): number {
  let start = line;
  while (start > floor) {
    const above = source.lineStart(start - 1);
    if (above < floor || !/^[ \t]*#/.test(source.slice(above, start))) break;
    start = above;
  }
  return start;
}

function reorderFlow(
  context: Context,
  items: readonly Item[],
  value: readonly unknown[],
  partners: readonly number[],
  change: Change,
): void {
  const { source, edits, json } = context;
  const [first, last] = [items[0] as Item, items.at(-1) as Item];
  const second = items[1];
  const gap = second === undefined ? ' ' : source.gapBefore(second.start);
  const texts = value.map((item, index) => {
    const partner = partners[index] as number;
    if (partner < 0) return written(item, json, '', '');
    const own = new Edits();
    change(partner, item, { ...context, edits: own });
    const { start, end } = items[partner] as Item;
    return own.made(source.text, start, end);
  });
  edits.replace(first.start, last.end, texts.join(`,${gap === '' ? ' ' : gap}`));
}
