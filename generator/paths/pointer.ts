import { isRecord, own } from '../core/json.ts';
import { dataOf, isMany } from './data.ts';
import { noSuchItem, positions, wrongShape } from './select.ts';
import type { Path, Paths } from './types.ts';

/**
 * Where a path leads in this object, as JSON Pointer; a field that is not set has the pointer it would have, an item
 * that is not there is an error. Of many paths a list.
 */
export function pointer<Root, Value>(path: Path<Root, Value>, object: NoInfer<Root>): string;
export function pointer<Root, Value>(path: Paths<Root, Value>, object: NoInfer<Root>): readonly string[];
export function pointer(path: object, object: unknown): string | readonly string[] {
  const data = dataOf(path);
  let found: readonly { readonly value: unknown; readonly at: string }[] = [{ value: object, at: '' }];
  for (const [depth, step] of data.steps.entries())
    found = found.flatMap(({ value, at }) => {
      if (step.step === 'field' || step.step === 'key')
        return [
          { value: isRecord(value) ? own(value, step.name) : undefined, at: `${at}/${escaped(step.name)}` },
        ];
      if (value !== undefined && !Array.isArray(value)) throw wrongShape(data, depth, object, value);
      const items: readonly unknown[] = value ?? [];
      const indexes = positions(items, step);
      if (indexes.length === 0 && step.step !== 'each') throw noSuchItem(data, depth, object, items);
      return indexes.map((index) => ({ value: items[index], at: `${at}/${index}` }));
    });
  const pointers = found.map(({ at }) => at);
  return isMany(data.steps) ? pointers : (pointers[0] as string);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
