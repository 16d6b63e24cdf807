import { compact, equal, isRecord, own } from '../../core/json.ts';
import type { JsonPatchOperation } from '../../core/patch.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { type Alignment, align } from './align.ts';
import { itemKeys } from './identity.ts';
import { increasing } from './increasing.ts';
import { pointerText } from './pointer.ts';

type Steps = readonly (string | number)[];

/** The JSON Patch from one value to another; lists are changed item by item, by their keys where the schema has some. */
export function diffJson(from: unknown, to: unknown, schema?: ReleaseSchema): readonly JsonPatchOperation[] {
  if (equal(from, to)) return [];
  if (isRecord(from) && isRecord(to)) return maps(from, to, [], schema);
  if (Array.isArray(from) && Array.isArray(to)) return lists(from, to, [], schema);
  return [{ op: 'replace', path: '', value: to }];
}

function changes(
  before: unknown,
  after: unknown,
  at: Steps,
  schema: ReleaseSchema | undefined,
): JsonPatchOperation[] {
  if (equal(before, after)) return [];
  if (isRecord(before) && isRecord(after)) return maps(before, after, at, schema);
  if (Array.isArray(before) && Array.isArray(after)) return lists(before, after, at, schema);
  return [{ op: 'replace', path: pointerText(at), value: after }];
}

function maps(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  at: Steps,
  schema: ReleaseSchema | undefined,
): JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = [];
  for (const name of Object.keys(before))
    if (own(after, name) === undefined && own(before, name) !== undefined)
      operations.push({ op: 'remove', path: pointerText([...at, name]) });
  for (const name of Object.keys(after)) {
    const [was, is] = [own(before, name), own(after, name)];
    if (is === undefined) continue;
    if (was === undefined) operations.push({ op: 'add', path: pointerText([...at, name]), value: is });
    else operations.push(...changes(was, is, [...at, name], schema?.field(name) ?? schema?.values()));
  }
  return operations;
}

/** Item by item, unless that is more than twice as long as the list itself. */
function lists(
  before: readonly unknown[],
  after: readonly unknown[],
  at: Steps,
  schema: ReleaseSchema | undefined,
): JsonPatchOperation[] {
  const whole: JsonPatchOperation = { op: 'replace', path: pointerText(at), value: after };
  if (before.length === 0 || after.length === 0) return [whole];
  const partners = align(before, after, itemKeys(schema, before, after));
  const operations = rearranged(before, after, partners, at);
  for (const [index, item] of after.entries()) {
    const partner = partners[index] as number;
    if (partner >= 0) operations.push(...changes(before[partner], item, [...at, index], schema?.items()));
  }
  return operations.length > 1 && size(operations) > 2 * size([whole]) ? [whole] : operations;
}

/** What takes items out, moves and adds them: afterwards each stands at its index. */
function rearranged(
  before: readonly unknown[],
  after: readonly unknown[],
  partners: Alignment,
  at: Steps,
): JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = [];
  const stays = new Set(partners);
  const now = before.map((_, index) => index);
  for (let index = before.length - 1; index >= 0; index--)
    if (!stays.has(index)) {
      operations.push({ op: 'remove', path: pointerText([...at, index]) });
      now.splice(index, 1);
    }
  const kept = partners.filter((each) => each >= 0);
  const settled = new Set(increasing(kept.map((each) => now.indexOf(each))).map((index) => kept[index]));
  for (const [index, partner] of kept.entries()) {
    if (settled.has(partner)) continue;
    const from = now.indexOf(partner);
    now.splice(from, 1);
    const to = index === 0 ? 0 : now.indexOf(kept[index - 1] as number) + 1;
    now.splice(to, 0, partner);
    if (from !== to)
      operations.push({ op: 'move', from: pointerText([...at, from]), path: pointerText([...at, to]) });
  }
  let length = now.length;
  for (const [index, item] of after.entries()) {
    if ((partners[index] as number) >= 0) continue;
    operations.push({ op: 'add', path: pointerText([...at, index === length ? '-' : index]), value: item });
    length++;
  }
  return operations;
}

function size(operations: readonly JsonPatchOperation[]): number {
  return compact(operations)?.length ?? 0;
}
