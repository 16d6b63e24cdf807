import type { Node, Pair, YAMLMap } from 'yaml';
import { define, equal, isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { aliasesOf } from './aliases.ts';
import type { MapChange } from './change.ts';
import type { Context, EditValue, Slot } from './context.ts';
import { editFlowMap } from './flow.ts';
import { insertLines, lastKept, lineAfter, removeLines } from './lines.ts';
import { endOf, headOfPair, isMerge, keyText, startOf } from './nodes.ts';
import { pair as pairLines } from './render.ts';
import { forget, replaceValue } from './replace.ts';

type Fields = Readonly<Record<string, unknown>>;

export function editMap(
  context: Context,
  slot: Slot,
  map: YAMLMap,
  value: Fields,
  schema: ReleaseSchema | undefined,
  edit: EditValue,
): void {
  const change = changeOf(context, map, value);
  const stays = change.pairs.some(({ goes }) => !goes);
  if (!stays) {
    replaceValue(context, slot, map, value);
    return;
  }
  const flow = map.flow === true;
  const column = columnOf(context, map);
  for (const { pair, goes } of change.pairs) {
    if (goes) forget(context, pair);
    else if (!isMerge(pair)) {
      const name = keyText(pair.key);
      const below: Slot = {
        kind: 'pair',
        head: headOfPair(pair) ?? endOf(pair.key as Node),
        column,
        flow,
        path: slot.path === '' ? name : `${slot.path}.${name}`,
      };
      edit(
        context,
        below,
        pair.value as Node | null,
        own(value, name),
        schema?.field(name) ?? schema?.values(),
      );
    }
  }
  if (flow) editFlowMap(context, map, change);
  else editBlock(context, column, change);
}

/** Pairs by name; what a merge key brings is there without a pair, until it is to be something else. */
function changeOf(context: Context, map: YAMLMap, value: Fields): MapChange {
  const merges = map.items.filter(isMerge);
  const merged = mergedFields(context, merges);
  const names = map.items.map((pair) => (isMerge(pair) ? undefined : keyText(pair.key)));
  const known = new Map(names.map((name, index) => [name, index]));
  const aliases = aliasesOf(merges);
  const expands =
    Object.keys(merged).some((key) => !known.has(key) && own(value, key) === undefined) ||
    aliases.some((alias) => context.touched.has(alias));
  const pairs = map.items.map((pair, index) => {
    const name = names[index];
    return { pair, goes: name === undefined ? expands : own(value, name) === undefined };
  });
  const added: { key: string; value: unknown; after: number }[] = [];
  let after = -1;
  for (const key of Object.keys(value)) {
    const field = own(value, key);
    if (field === undefined) continue;
    const at = known.get(key) ?? -1;
    if (at >= 0) after = Math.max(after, at);
    else if (expands || own(merged, key) === undefined || !equal(own(merged, key), field))
      added.push({ key, value: field, after });
  }
  return { pairs, added };
}

function mergedFields({ read }: Context, merges: readonly Pair[]): Fields {
  const fields: Record<string, unknown> = {};
  for (const { value } of merges)
    for (const each of [read(value)].flat())
      if (isRecord(each))
        for (const [key, field] of Object.entries(each))
          if (!Object.hasOwn(fields, key)) define(fields, key, field);
  return fields;
}

function editBlock(context: Context, column: number, { pairs, added }: MapChange): void {
  const { source, style } = context;
  const first = startOf((pairs[0] as { pair: Pair }).pair.key as Node);
  // The first pair of a list's item stands on the line of its dash.
  const besideDash = source.before(first).replace(/\? *$/, '').trim() !== '';
  const lead = besideDash ? pairs.findIndex(({ goes }) => !goes) : 0;
  const keptBefore = lastKept(pairs);
  const begins = added.filter(({ after }) => (keptBefore[after] ?? -1) < 0);
  const atStart = begins.flatMap(({ key, value }) => pairLines(key, value, column, style));
  if (besideDash)
    beginItem(
      context,
      pairs.map(({ pair }) => pair),
      lead,
      atStart,
      column,
    );
  else if (atStart.length > 0) insertLines(context, source.lineStart(first), atStart);
  for (const { pair, goes } of pairs.slice(lead))
    if (goes) removeLines(context, startOf(pair.key as Node), lastOf(pair));
  for (const { key, value, after } of added) {
    const kept = pairs[keptBefore[after] ?? -1];
    if (kept !== undefined)
      insertLines(context, lineAfter(context, lastOf(kept.pair)), pairLines(key, value, column, style));
  }
}

/**
 * What begins beside a dash: pairs that go there, and new ones in their place. The first one that stays moves up; comments
 * before it stay.
 */
function beginItem(
  { source, edits }: Context,
  pairs: readonly Pair[],
  gone: number,
  lines: readonly string[],
  column: number,
): void {
  const start = startOf(pairs[0]?.key as Node);
  const text = lines.join(source.newline).slice(column);
  const closed = text === '' ? '' : `${text}${source.newline}${' '.repeat(column)}`;
  if (gone === 0) {
    edits.insert(start, closed);
    return;
  }
  const end = lastOf(pairs[gone - 1] as Pair);
  const next = startOf(pairs[gone]?.key as Node);
  const between = source.slice(source.lineEnd(end), source.lineStart(next));
  if (between.trim() === '') edits.replace(start, next, closed);
  else
    edits.replace(
      text === '' ? start - blanksBefore(source.before(start)) : start,
      source.lineEnd(end),
      text,
    );
}

function blanksBefore(text: string): number {
  return text.length - text.trimEnd().length;
}

/** Where the keys of a map stand; a question mark before one is part of it. */
function columnOf({ source }: Context, map: YAMLMap): number {
  const token = map.srcToken as { readonly indent?: number } | undefined;
  return token?.indent ?? source.column(startOf(map));
}

function lastOf(pair: Pair): number {
  return pair.value === null || pair.value === undefined
    ? (headOfPair(pair) ?? endOf(pair.key as Node))
    : Math.max(endOf(pair.value as Node), headOfPair(pair) ?? 0);
}
