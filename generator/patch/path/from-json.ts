import { isRecord, type Json, own } from '../../core/json.ts';
import type { JsonPatchOperation } from '../../core/patch.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import type { Step } from '../../paths/data.ts';
import { stepsText } from '../../paths/text.ts';
import { applyJsonPatch } from '../json/apply.ts';
import { type ItemKeys, itemKeys } from '../json/identity.ts';
import { readPointer } from '../json/pointer.ts';
import type { Subject } from '../subject.ts';
import type { DocumentOperation, DocumentTarget, PathDocument } from './document.ts';

/** A JSON Patch with paths in place of pointers: items by their keys where they have some. Undefined where it cannot be said. */
export function pathOperations(
  object: unknown,
  operations: readonly JsonPatchOperation[],
  { schema }: Subject,
): PathDocument | undefined {
  const target = targetOf(object);
  if (target === undefined) return undefined;
  const said: DocumentOperation[] = [];
  let current = object;
  for (const operation of operations) {
    const one = inPaths(current, operation, schema);
    if (one === undefined) return undefined;
    said.push(one);
    current = applyJsonPatch(current, [operation]);
  }
  return { target, operations: said };
}

function targetOf(object: unknown): DocumentTarget | undefined {
  if (!isRecord(object)) return undefined;
  const { apiVersion, kind } = object;
  const metadata = own(object, 'metadata');
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return {
    apiVersion,
    kind,
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof namespace === 'string' ? { namespace } : {}),
  };
}

function inPaths(
  object: unknown,
  operation: JsonPatchOperation,
  schema: ReleaseSchema | undefined,
): DocumentOperation | undefined {
  const at = walked(object, readPointer(operation.path) ?? [], schema);
  if (operation.path === '') return undefined;
  switch (operation.op) {
    case 'remove':
      return { remove: at.text };
    case 'test':
      return { test: at.text, value: operation.value };
    case 'move':
      return moved(object, operation.from, at, schema);
    case 'copy':
      return put(at, walked(object, readPointer(operation.from) ?? [], schema).value);
    case 'replace':
      return { set: at.text, value: operation.value };
    case 'add':
      return put(at, operation.value);
  }
}

function put(at: Walked, value: unknown): DocumentOperation {
  if (at.list === undefined || at.index === undefined) return { set: at.text, value };
  return at.index >= at.list.length ? { append: at.above, value } : { insertBefore: at.text, value };
}

function moved(
  object: unknown,
  from: string,
  to: Walked,
  schema: ReleaseSchema | undefined,
): DocumentOperation | undefined {
  const start = walked(object, readPointer(from) ?? [], schema);
  if (
    start?.list === undefined ||
    to.list !== start.list ||
    start.index === undefined ||
    to.index === undefined
  )
    return undefined;
  if (to.index === 0) return { move: start.text, to: 'start' };
  if (to.index >= start.list.length - 1) return { move: start.text, to: 'end' };
  const after = start.list[to.index > start.index ? to.index : to.index - 1];
  const step = stepOf(after, to.index > start.index ? to.index : to.index - 1, start.keys);
  // A position is one in the list as it is once the item has left it.
  if (step.step === 'index') return { move: start.text, after: `${to.above}[${to.index - 1}]` };
  return { move: start.text, after: `${to.above}${stepsText([step])}` };
}

interface Walked {
  readonly text: string;
  /** The path of what it stands in. */
  readonly above: string;
  readonly value: unknown;
  readonly list: readonly unknown[] | undefined;
  readonly index: number | undefined;
  readonly keys: ItemKeys | undefined;
}

function walked(object: unknown, pointer: readonly string[], root: ReleaseSchema | undefined): Walked {
  const steps: Step[] = [];
  let value = object;
  let schema = root;
  let [list, keys, index]: [readonly unknown[] | undefined, ItemKeys | undefined, number | undefined] = [
    undefined,
    undefined,
    undefined,
  ];
  for (const step of pointer) {
    if (Array.isArray(value)) {
      [list, keys] = [value, itemKeys(schema, value)];
      index = step === '-' ? value.length : Number(step);
      steps.push(stepOf(value[index], index, keys));
      [value, schema] = [value[index], schema?.items()];
    } else {
      [list, keys, index] = [undefined, undefined, undefined];
      steps.push({ step: 'field', name: step });
      value = isRecord(value) ? own(value, step) : undefined;
      schema = schema?.field(step) ?? schema?.values();
    }
  }
  return { text: stepsText(steps), above: stepsText(steps.slice(0, -1)), value, list, index, keys };
}

function stepOf(item: unknown, index: number, keys: ItemKeys | undefined): Step {
  if (keys === undefined || !isRecord(item)) return { step: 'index', index };
  const match: Record<string, Json> = {};
  for (const key of keys.keys) {
    const value = own(item, key) ?? own(keys.defaults, key);
    if (value !== undefined) match[key] = value as Json;
  }
  return { step: 'item', match, defaults: keys.defaults as Readonly<Record<string, Json>> };
}
