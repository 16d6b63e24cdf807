import { define, equal, isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { mergeMaps } from './apply.ts';
import { brought, deletePrefix, marker, orderPrefix, retainKeys } from './directives.ts';
import { identityOf } from './order.ts';
import { type FieldMerge, type Fields, inside, mergeOf, type Place } from './place.ts';

/** What a patch says of one field: its own key, and those of the directives beside it. Undefined: it cannot be said. */
type Said = Fields | undefined;

/** The strategic merge patch from one object to another; undefined when there is none that gives exactly the other. */
export function diffStrategic(from: Fields, to: Fields, schema: ReleaseSchema): Fields | undefined {
  return diffMaps(from, to, { schema, path: '' });
}

function diffMaps(from: Fields, to: Fields, place: Place): Said {
  const patch: Record<string, unknown> = {};
  for (const key of Object.keys(from)) if (own(to, key) === undefined) define(patch, key, null);
  for (const key of Object.keys(to)) {
    const [before, after] = [own(from, key), own(to, key)];
    if (after === undefined || equal(before, after)) continue;
    const said = field(before, after, key, place);
    if (said === undefined) return undefined;
    for (const name of Object.keys(said)) define(patch, name, own(said, name));
  }
  return patch;
}

/** The first way to say a change that gives exactly what it should: by merging, else by replacing. */
function field(before: unknown, after: unknown, key: string, place: Place): Said {
  // What is said field by field has been tried out there.
  const merged = isRecord(before) && isRecord(after) ? mergedMap(before, after, key, place) : undefined;
  if (merged !== undefined) return merged;
  for (const candidate of candidates(before, after, key, place)) {
    if (candidate === undefined) continue;
    if (equal(resultOf(before, key, candidate, place), after)) return candidate;
  }
  return undefined;
}

function* candidates(before: unknown, after: unknown, key: string, place: Place): Generator<Said> {
  if (isRecord(before) && isRecord(after)) yield { [key]: { [marker]: 'replace', ...after } };
  else if (Array.isArray(before) && Array.isArray(after)) {
    const merge = mergeAt(place, key);
    if (merge?.strategy === 'merge') {
      yield* lists(before, after, key, merge);
      return;
    }
  }
  yield { [key]: after };
}

function mergedMap(before: Fields, after: Fields, key: string, place: Place): Said {
  const merge = mergeAt(place, key);
  if (merge === undefined || merge.strategy === 'replace') return undefined;
  const inner = diffMaps(before, after, merge.place);
  if (inner === undefined) return undefined;
  return { [key]: merge.retainKeys ? { [retainKeys]: Object.keys(after), ...inner } : inner };
}

function* lists(
  before: readonly unknown[],
  after: readonly unknown[],
  key: string,
  merge: FieldMerge,
): Generator<Said> {
  const { mergeKey, place } = merge;
  const plain = ![...before, ...after].some((item) => typeof item === 'object');
  if (plain) {
    // What the server makes of a value that stands twice depends on how its list was read.
    if (new Set(before).size < before.length || new Set(after).size < after.length) return;
    const gone = before.filter((item) => !after.includes(item));
    const added = after.filter((item) => !before.includes(item));
    const said = {
      ...(added.length > 0 ? { [key]: added } : {}),
      ...(gone.length > 0 ? { [`${deletePrefix}/${key}`]: gone } : {}),
    };
    yield said;
    yield { [`${orderPrefix}/${key}`]: after, ...said };
    return;
  }
  if (
    mergeKey === undefined ||
    ![...before, ...after].every((item) => isRecord(item) && isKey(own(item, mergeKey)))
  )
    return;
  const items = itemChanges(before as readonly Fields[], after as readonly Fields[], mergeKey, inside(place));
  const said = items === undefined || items.length === 0 ? {} : { [key]: items };
  if (items !== undefined) {
    yield said;
    yield {
      [`${orderPrefix}/${key}`]: after.map((item) => ({ [mergeKey]: identityOf(item, mergeKey) })),
      ...said,
    };
  }
  yield { [key]: [{ [marker]: 'replace' }, ...after] };
}

/** What the server can compare: anything else makes it fall over. */
function isKey(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

/** Changed and added items in the order they are to have, then those that go. */
function itemChanges(
  before: readonly Fields[],
  after: readonly Fields[],
  mergeKey: string,
  place: Place,
): readonly Fields[] | undefined {
  const known = new Map(before.map((item) => [own(item, mergeKey), item]));
  const wanted = new Set(after.map((item) => own(item, mergeKey)));
  // Two items with one key: the server would merge into the first.
  if (known.size < before.length || wanted.size < after.length) return undefined;
  const changes: Fields[] = [];
  for (const item of after) {
    const key = own(item, mergeKey);
    const was = known.get(key);
    if (was === undefined) changes.push(item);
    else if (!equal(was, item)) {
      const inner = diffMaps(was, item, place);
      if (inner === undefined) return undefined;
      changes.push({ [mergeKey]: key, ...inner });
    }
  }
  for (const key of known.keys()) if (!wanted.has(key)) changes.push({ [marker]: 'delete', [mergeKey]: key });
  return changes;
}

/** The field as the server would leave it; nothing where it would refuse. */
function resultOf(before: unknown, key: string, said: Fields, place: Place): unknown {
  try {
    if (before === undefined) return own(said, key) === null ? undefined : brought(own(said, key));
    return own(mergeMaps({ [key]: before }, said, place), key);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}

function mergeAt(place: Place, key: string): FieldMerge | undefined {
  try {
    return mergeOf(place, key);
  } catch (error) {
    if (error instanceof PatchError) return undefined;
    throw error;
  }
}
