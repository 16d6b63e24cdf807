import { equal, isRecord, own } from '../core/json.ts';
import { readManifests } from '../manifest/read.ts';

/** Where two renders of one chart differ: the kind, name and field of each, the first few. */
export function differences(first: string, second: string): readonly string[] {
  const [one, other] = [objectsOf(first), objectsOf(second)];
  const found: string[] = [];
  for (const [name, object] of one) {
    const again = other.get(name);
    if (again === undefined) found.push(`${name} is there only sometimes`);
    else for (const path of fieldsBetween(object, again)) found.push(`${name}, ${path}`);
  }
  for (const name of other.keys()) if (!one.has(name)) found.push(`${name} is there only sometimes`);
  return found.slice(0, 10);
}

function objectsOf(text: string): ReadonlyMap<string, unknown> {
  return new Map(
    readManifests(text, 'chart').documents.map(({ value }, index) => [nameOf(value, index), value]),
  );
}

function nameOf(value: unknown, index: number): string {
  if (!isRecord(value) || !isRecord(value.metadata)) return `document ${index}`;
  return `${value.kind} ${value.metadata.name}`;
}

function* fieldsBetween(one: unknown, other: unknown, at = ''): Generator<string> {
  if (equal(one, other)) return;
  if (isRecord(one) && isRecord(other))
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
      yield* fieldsBetween(own(one, key), own(other, key), at === '' ? key : `${at}.${key}`);
  else if (Array.isArray(one) && Array.isArray(other) && one.length === other.length)
    for (const [index, item] of one.entries()) yield* fieldsBetween(item, other[index], `${at}[${index}]`);
  else yield at;
}
