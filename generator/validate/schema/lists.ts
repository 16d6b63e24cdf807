import { canonical, isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import type { Mistake } from '../complaint.ts';
import { below, fieldPath } from '../path.ts';

/** Lists of custom resources that are sets, or maps by keys: each item once. */
export function listMistakes(
  value: unknown,
  schema: ReleaseSchema | undefined,
  pointer = '',
): readonly Mistake[] {
  if (schema === undefined) return [];
  if (Array.isArray(value))
    return [
      ...twice(value, schema, pointer),
      ...value.flatMap((item, index) => listMistakes(item, schema.items(), `${pointer}/${index}`)),
    ];
  if (!isRecord(value)) return [];
  // What metadata says of its lists is for those who apply it.
  const names = Object.keys(value).filter((name) => pointer !== '' || name !== 'metadata');
  return names.flatMap((name) =>
    listMistakes(own(value, name), schema.field(name) ?? schema.values(), below(pointer, name)),
  );
}

function twice(list: readonly unknown[], { node }: ReleaseSchema, pointer: string): readonly Mistake[] {
  if (node.list !== 'set' && node.list !== 'map') return [];
  const seen = new Map<string, number>();
  return list.flatMap((item, index): readonly Mistake[] => {
    const identity = node.list === 'set' ? canonical(item) : keysOf(item, node.keys ?? []);
    const first = seen.get(identity);
    if (first === undefined) {
      seen.set(identity, index);
      return [];
    }
    const at = `${pointer}/${index}`;
    const same = node.list === 'set' ? 'the same' : `the same ${node.keys?.join(' and ')}`;
    return [{ code: 'api/not-unique', pointer: at, message: `${fieldPath(at)} is ${same} as item ${first}` }];
  });
}

function keysOf(item: unknown, keys: readonly string[]): string {
  return canonical(keys.map((key) => (isRecord(item) ? own(item, key) : undefined) ?? null));
}
