import type { Node, Scalar } from 'yaml';
import { equal, isRecord } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { yaml } from '../../manifest/yaml.ts';
import { aliasesOf } from './aliases.ts';
import type { Context, Slot } from './context.ts';
import { editList } from './lists.ts';
import { editMap } from './maps.ts';
import { endOf, startOf, type Value } from './nodes.ts';
import { flowText } from './render.ts';
import { replaceValue } from './replace.ts';
import { plainScalar, restyled } from './scalars.ts';

/** Makes the text say another value where a node stands: the smallest change that there is. */
export function editValue(
  context: Context,
  slot: Slot,
  node: Value,
  value: unknown,
  schema: ReleaseSchema | undefined,
): void {
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  const same = equal(context.read(node), value);
  const unsettled = context.touched.size > 0 && aliasesOf([node]).some((alias) => context.touched.has(alias));
  if (same && !unsettled) return;
  if (isAlias(node)) {
    context.expanded.push(slot.path);
    replaceValue(context, slot, node, value);
    return;
  }
  const { anchor } = (node ?? {}) as { anchor?: string };
  if (!same && anchor !== undefined) context.touched.add(anchor);
  if (isMap(node) && node.items.length > 0 && isRecord(value) && Object.keys(value).length > 0)
    editMap(context, slot, node, value, schema, editValue);
  else if (isSeq(node) && node.items.length > 0 && Array.isArray(value) && value.length > 0)
    editList(context, slot, node, value, schema, editValue);
  else if (isScalar(node) && !isRecord(value) && !Array.isArray(value))
    editScalar(context, slot, node, value);
  else replaceValue(context, slot, node, value);
}

function editScalar(context: Context, slot: Slot, node: Scalar, value: unknown): void {
  const { source, edits, json } = context;
  const [start, end] = [startOf(node as Node), endOf(node as Node)];
  const styled = json ? undefined : restyled(node, value, source, slot.flow);
  const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const text = styled ?? (slot.flow ? flowText(value, json) : isBlock ? undefined : plainScalar(value));
  if (text === undefined || start === end) {
    replaceValue(context, slot, node, value);
    return;
  }
  const broken = text.replace(/\r?\n/g, source.newline);
  const open = styled !== undefined && isBlock && source.slice(end - 1, end) !== '\n';
  edits.replace(start, end, open ? broken.slice(0, -source.newline.length) : broken);
}
