import { define, isRecord, own } from '../core/json.ts';
import { dataOf, isMany, type PathData, type Step, withData } from './data.ts';
import { type ItemStep, noSuchItem, positions, wrongShape } from './select.ts';
import type { Path, Paths, Place } from './types.ts';

/** What stands where a path leads: a value or undefined; of many paths a list. */
export function get<Root, Value>(path: Path<Root, Value>, object: NoInfer<Root>): Value | undefined;
export function get<Root, Value>(path: Paths<Root, Value>, object: NoInfer<Root>): readonly Value[];
export function get(path: object, object: unknown): unknown {
  const { steps } = dataOf(path);
  let found: readonly unknown[] = [object];
  for (const step of steps) found = found.flatMap((value) => below(value, step));
  return isMany(steps) ? found.filter((value) => value !== undefined) : found[0];
}

function below(value: unknown, step: Step): readonly unknown[] {
  if (step.step === 'field' || step.step === 'key') return isRecord(value) ? [own(value, step.name)] : [];
  return Array.isArray(value) ? positions(value, step).map((index) => value[index]) : [];
}

/** The object with a value put where the path leads; missing maps on the way are made, a missing item is an error. */
export function set<Root, Value>(
  path: Path<Root, Value> | Paths<Root, Value>,
  object: NoInfer<Root>,
  value: NoInfer<Value>,
): Root {
  return change(dataOf(path), object, () => value) as Root;
}

/** The object with the value replaced by what the function makes of it; where there is none nothing changes. */
export function update<Root, Value>(
  path: Path<Root, Value> | Paths<Root, Value>,
  object: NoInfer<Root>,
  next: (value: NoInfer<Value>) => NoInfer<Value>,
): Root {
  return change(dataOf(path), object, (value) =>
    value === undefined ? undefined : next(value as Value),
  ) as Root;
}

/** The object without the field or item; a field that is not set changes nothing. */
export function remove<Root, Value>(
  path: Path<Root, Value> | Paths<Root, Value>,
  object: NoInfer<Root>,
): Root {
  return change(dataOf(path), object, () => undefined) as Root;
}

/** The object with an item more at a place of a list; the list is made where it is missing. */
export function insert<Root, Item>(at: Place<Root, Item>, object: NoInfer<Root>, item: NoInfer<Item>): Root {
  const path = dataOf(at);
  const { place } = path;
  if (place === undefined)
    throw new TypeError('not a place: take .start, .end, .before(…) or .after(…) of a list');
  return change(path, object, (value) => {
    const items = value === undefined ? [] : value;
    const deeper: PathData =
      place.item === undefined ? path : { ...path, steps: [...path.steps, place.item] };
    if (!Array.isArray(items))
      throw wrongShape(
        { ...path, steps: [...path.steps, { step: 'each' }] },
        path.steps.length,
        object,
        items,
      );
    const [found] =
      place.item === undefined
        ? [place.side === 'before' ? 0 : items.length - 1]
        : positions(items, place.item as ItemStep);
    if (found === undefined) throw noSuchItem(deeper, path.steps.length, object, items);
    const index = place.side === 'before' ? found : found + 1;
    return [...items.slice(0, index), item, ...items.slice(index)];
  }) as Root;
}

/** The object with an item of a list at another place of that list. */
export function move<Root, Item>(
  path: Path<Root, Item>,
  to: Place<Root, NoInfer<Item>>,
  object: NoInfer<Root>,
): Root {
  const item = get(path, object);
  if (item === undefined) return remove(path, object);
  const { place, steps } = dataOf(to);
  // Beside itself it is already; a place is meant as the list is once the item has left it.
  if (
    place?.item !== undefined &&
    get(withData({}, { ...dataOf(path), steps: [...steps, place.item] }) as Path<Root, Item>, object) === item
  )
    return object;
  return insert(to, remove(path, object), item);
}

/** A changed copy: only what lies on the way is copied, and nothing when nothing changes. Undefined means absent. */
function change(path: PathData, object: unknown, leaf: (value: unknown) => unknown): unknown {
  return changed(path, 0, object, object, leaf);
}

function changed(
  path: PathData,
  depth: number,
  value: unknown,
  object: unknown,
  leaf: (value: unknown) => unknown,
): unknown {
  const step = path.steps[depth];
  if (step === undefined) return leaf(value);
  const inner = (part: unknown): unknown => changed(path, depth + 1, part, object, leaf);
  if (step.step === 'field' || step.step === 'key') {
    if (value !== undefined && !isRecord(value)) throw wrongShape(path, depth, object, value);
    return withField(value, step.name, inner(value && own(value, step.name)));
  }
  if (value !== undefined && !Array.isArray(value)) throw wrongShape(path, depth, object, value);
  const items: readonly unknown[] = value ?? [];
  const found = positions(items, step);
  if (found.length === 0 && step.step !== 'each') throw noSuchItem(path, depth, object, items);
  const results = new Map(found.map((index) => [index, inner(items[index])]));
  if (found.every((index) => results.get(index) === items[index])) return value;
  return items.flatMap((item, index) => {
    if (!results.has(index)) return [item];
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}

function withField(
  object: Readonly<Record<string, unknown>> | undefined,
  name: string,
  value: unknown,
): unknown {
  if (value === (object && own(object, name))) return object;
  const copy: Record<string, unknown> = { ...object };
  if (value === undefined) delete copy[name];
  else define(copy, name, value);
  return copy;
}
