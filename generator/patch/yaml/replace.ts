import { isRecord } from '../../core/json.ts';
import { scalarText } from '../../manifest/write.ts';
import { yaml } from '../../manifest/yaml.ts';
import { anchorsOf } from './aliases.ts';
import type { Context, Slot } from './context.ts';
import { endOf, someNode, startOf, type Value } from './nodes.ts';
import { entries, flowText, items, prettyJson, rendered, renderedItem } from './render.ts';

/** A value written anew, whatever stood there; comments behind it on its line stay. */
export function replaceValue(context: Context, slot: Slot, node: Value, value: unknown): void {
  forget(context, node);
  if (slot.kind === 'root') replaceRoot(context, node, value);
  else if (slot.flow) replaceFlow(context, slot, node, value);
  else replaceBlock(context, slot, node, value);
}

function replaceBlock(context: Context, slot: Slot, node: Value, value: unknown): void {
  const { source, edits, style } = context;
  const { head, column } = slot;
  const isThere = node !== null && endOf(node) > startOf(node);
  const sameLine = isThere && !source.slice(head, startOf(node)).includes('\n');
  const offset = sameLine ? Math.max(2, startOf(node) - (source.lineStart(head) + column)) : 2;
  // A map's first key may not stand beside an anchor, which would be the key's.
  const bare = source.slice(source.lineStart(head) + column + 1, head).trim() === '';
  const { inline, lines } =
    slot.kind !== 'item'
      ? rendered(value, column, style)
      : bare
        ? renderedItem(value, column, style, offset)
        : rendered(value, column, { ...style, dash: 2, step: 2 });
  const gap = slot.kind === 'item' ? ' '.repeat(offset - 1) : ' ';
  const end = sameLine ? withoutBreak(context, endOf(node)) : head;
  edits.replace(head, end, inline === '' ? '' : `${gap}${inline}`);
  if (lines.length > 0)
    edits.insert(source.lineEnd(end), lines.map((line) => source.newline + line).join(''));
  if (isThere && !sameLine) edits.remove(source.lineEnd(head), withoutBreak(context, endOf(node)));
}

/** Anchors in a part that goes: nothing can refer to them any longer. */
export function forget({ touched }: Context, node: unknown): void {
  for (const anchor of anchorsOf(node)) touched.add(anchor);
}

function replaceRoot({ source, edits, document, json, style }: Context, node: Value, value: unknown): void {
  const lines = json
    ? prettyJson(value, '', ' '.repeat(style.step)).split('\n')
    : Array.isArray(value) && value.length > 0
      ? items(value, 0, style)
      : isRecord(value) && Object.keys(value).length > 0
        ? entries(value, 0, style)
        : scalarText(value, '').split('\n');
  const text = lines.join(source.newline);
  if (node !== null && endOf(node) > startOf(node)) {
    const start =
      source.before(startOf(node)).trim() === '' ? source.lineStart(startOf(node)) : startOf(node);
    const end = endOf(node);
    edits.replace(start, end, source.slice(end - 1, end) === '\n' ? text + source.newline : text);
    return;
  }
  const at = document.range?.[2] ?? source.text.length;
  const before = at > 0 && source.slice(at - 1, at) !== '\n' ? source.newline : '';
  edits.insert(at, `${before}${text}${source.newline}`);
}

function replaceFlow({ source, edits, json }: Context, { head }: Slot, node: Value, value: unknown): void {
  const text = flowText(value, json);
  const isThere = node !== null && endOf(node) > startOf(node);
  if (isThere) edits.replace(startOf(node), endOf(node), text);
  else
    edits.insert(
      head,
      source.slice(head, head + 1) === ' ' || source.slice(head - 1, head) === ' ' ? text : ` ${text}`,
    );
}

function withoutBreak({ source }: Context, offset: number): number {
  if (source.slice(offset - 1, offset) !== '\n') return offset;
  return source.slice(offset - 2, offset) === '\r\n' ? offset - 2 : offset - 1;
}

/** Whether a document is JSON: in braces or brackets, its keys in double quotes. */
export function isJson(contents: unknown): boolean {
  const { isCollection, isMap, isScalar } = yaml();
  if (!isCollection(contents) || contents.flow !== true) return false;
  return !someNode(contents, (each) =>
    isMap(each) ? each.items.some(({ key }) => !isScalar(key) || key.type !== 'QUOTE_DOUBLE') : false,
  );
}
