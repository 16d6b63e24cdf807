import { equal, isRecord, own } from '../core/json.ts';
import type { ReleaseSchema } from '../facts/release-schema.ts';
import { align } from '../patch/json/align.ts';
import { type ItemKeys, itemKeys } from '../patch/json/identity.ts';
import type { Step } from '../paths/data.ts';
import { stepText } from '../paths/text.ts';

/** A field that is not what it was. */
export interface FieldChange {
  /** `spec.template.spec.containers[name=web].image` */
  readonly path: string;
  /** Absent: it was not there. */
  readonly before?: unknown;
  /** Absent: it is there no more. */
  readonly after?: unknown;
}

/** The outermost fields that differ; items of lists are known by their keys where the schema, or their names, tell them apart. */
export function fieldChanges(
  before: unknown,
  after: unknown,
  schema: ReleaseSchema | undefined,
  path = '',
): readonly FieldChange[] {
  if (equal(before, after)) return [];
  if (isRecord(before) && isRecord(after)) return inMaps(before, after, schema, path);
  if (Array.isArray(before) && Array.isArray(after) && before.length > 0 && after.length > 0)
    return inLists(before, after, schema, path);
  return [changed(path, before, after)];
}

type Fields = Readonly<Record<string, unknown>>;

function inMaps(
  before: Fields,
  after: Fields,
  schema: ReleaseSchema | undefined,
  path: string,
): readonly FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    fieldChanges(
      own(before, name),
      own(after, name),
      schema?.field(name) ?? schema?.values(),
      at(path, { step: 'field', name }),
    ),
  );
}

function inLists(
  before: readonly unknown[],
  after: readonly unknown[],
  schema: ReleaseSchema | undefined,
  path: string,
): readonly FieldChange[] {
  const keys = itemKeys(schema, before, after);
  const partners = align(before, after, keys);
  const stayed = new Set(partners);
  const gone = before.flatMap((item, index) =>
    stayed.has(index) ? [] : [changed(at(path, itemStep(item, index, keys)), item, undefined)],
  );
  const now = after.flatMap((item, index) => {
    const here = at(path, itemStep(item, index, keys));
    const partner = partners[index] as number;
    return partner < 0
      ? [changed(here, undefined, item)]
      : fieldChanges(before[partner], item, schema?.items(), here);
  });
  const moved = partners.filter((each) => each >= 0);
  const order =
    keys !== undefined && moved.some((each, index) => index > 0 && each < (moved[index - 1] as number))
      ? [changed(path, namesOf(before, keys), namesOf(after, keys))]
      : [];
  return [...gone, ...now, ...order];
}

/** An item by its keys, less those that hold what the server fills in. */
function itemStep(item: unknown, index: number, keys: ItemKeys | undefined): Step {
  if (keys === undefined || !isRecord(item)) return { step: 'index', index };
  const match = Object.fromEntries(
    keys.keys.flatMap((key) => {
      const value = own(item, key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
  return { step: 'item', match, defaults: keys.defaults } as Step;
}

function namesOf(items: readonly unknown[], keys: ItemKeys): readonly unknown[] {
  return items.map((item) => (isRecord(item) ? own(item, keys.keys[0] ?? 'name') : item));
}

function at(path: string, step: Step): string {
  const text = stepText(step);
  return path === '' ? text.replace(/^\./, '') : path + text;
}

function changed(path: string, before: unknown, after: unknown): FieldChange {
  return {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}
