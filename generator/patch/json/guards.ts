import { isRecord, own } from '../../core/json.ts';
import type { JsonPatchOperation } from '../../core/patch.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { applyJsonPatch } from './apply.ts';
import { itemKeys } from './identity.ts';
import { pointerText, readIndex, readPointer } from './pointer.ts';

/**
 * A JSON Patch speaks of list items by their position: guards say which item is meant there, so that the patch fails where
 * the list has changed, instead of changing another item. Tests of the keys that tell items apart, else of the item itself.
 */
export function withGuards(
  object: unknown,
  operations: readonly JsonPatchOperation[],
  schema?: ReleaseSchema,
): readonly JsonPatchOperation[] {
  const guarded: JsonPatchOperation[] = [];
  let said = new Set<string>();
  let current = object;
  for (const operation of operations) {
    const place = operation.op === 'move' || operation.op === 'copy' ? operation.from : operation.path;
    for (const test of guardsOf(current, place, schema)) {
      if (!said.has(test.path)) guarded.push(test);
      said.add(test.path);
    }
    guarded.push(operation);
    current = applyJsonPatch(current, [operation]);
    // Positions are others now.
    if (operation.op !== 'replace' && operation.op !== 'test') said = new Set();
  }
  return guarded;
}

type Test = Extract<JsonPatchOperation, { readonly value: unknown }>;

function guardsOf(object: unknown, pointer: string, root: ReleaseSchema | undefined): readonly Test[] {
  const tests: Test[] = [];
  const steps = readPointer(pointer) ?? [];
  let value = object;
  let schema = root;
  for (const [depth, step] of steps.entries()) {
    if (Array.isArray(value)) {
      const index = readIndex(step);
      const item = index === undefined ? undefined : value[index];
      if (index === undefined || item === undefined) break;
      tests.push(...testsOf(value, item, steps.slice(0, depth + 1), schema));
      [value, schema] = [item, schema?.items()];
    } else {
      value = isRecord(value) ? own(value, step) : undefined;
      schema = schema?.field(step) ?? schema?.values();
    }
  }
  return tests;
}

function testsOf(
  list: readonly unknown[],
  item: unknown,
  at: readonly string[],
  schema: ReleaseSchema | undefined,
): readonly Test[] {
  const known = itemKeys(schema, list);
  if (known === undefined || !isRecord(item)) return [{ op: 'test', path: pointerText(at), value: item }];
  return known.keys
    .filter((key) => own(item, key) !== undefined)
    .map((key) => ({ op: 'test', path: pointerText([...at, key]), value: own(item, key) }));
}
