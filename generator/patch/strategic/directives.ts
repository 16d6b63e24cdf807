import { define, isRecord, own } from '../../core/json.ts';
import { type Fields, type Place, refuse } from './place.ts';

export const marker = '$patch';
export const retainKeys = '$retainKeys';
export const orderPrefix = '$setElementOrder';
export const deletePrefix = '$deleteFromPrimitiveList';

/** `$setElementOrder/containers` → containers. */
export function listNamed(key: string, prefix: string, { path }: Place): string {
  const slash = key.indexOf('/');
  if (slash === prefix.length && key.startsWith(prefix)) return key.slice(slash + 1);
  throw refuse('patch/bad-directive', `${key} is written ${prefix}/field`, path);
}

/** A whole map by `$patch`: replaced by the rest of the patch, or emptied. */
export function directed(patch: Fields, { path }: Place): Fields {
  const directive = own(patch, marker);
  if (directive === 'delete') return {};
  if (directive === 'replace') {
    const { [marker]: _directive, ...rest } = patch;
    return rest;
  }
  throw refuse(
    'patch/bad-directive',
    `${path || 'the patch'} says $patch: ${JSON.stringify(directive)}; a map knows replace and delete`,
    path,
  );
}

/** What a patch brings where the object has nothing: nulls say nothing there, and what carries a `$patch` is dropped. */
export function brought(value: unknown): unknown {
  return without(value, true);
}

/** The same for a list that has `$setElementOrder`: there the server lets nulls stand. */
export function broughtInOrder(list: readonly unknown[]): readonly unknown[] {
  return without(list, false) as readonly unknown[];
}

function without(value: unknown, nulls: boolean): unknown {
  if (Array.isArray(value))
    return value.map((each) => without(each, nulls)).filter((each) => each !== undefined);
  if (!isRecord(value)) return value;
  if (Object.hasOwn(value, marker)) return undefined;
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const each = own(value, key);
    const inner = each === null && nulls ? undefined : without(each, nulls);
    if (inner !== undefined) define(kept, key, inner);
  }
  return kept;
}

/** `$retainKeys`: every other field goes; it must name whatever the patch sets. */
export function retained(original: Fields, patch: Fields, { path }: Place): Fields {
  const list = own(patch, retainKeys);
  if (list === undefined) return original;
  const wrong = (why: string): never => {
    throw refuse('patch/bad-directive', `${path || 'the patch'}: $retainKeys ${why}`, path);
  };
  if (!Array.isArray(list)) return wrong('is not a list');
  const keep = new Set<unknown>(list);
  for (const [key, value] of Object.entries(patch)) {
    const aside = key === retainKeys || key.startsWith(deletePrefix) || key.startsWith(orderPrefix);
    if (value !== null && !aside && !keep.has(key)) return wrong(`lacks ${key}, which the patch sets`);
  }
  return Object.fromEntries(Object.entries(original).filter(([key]) => keep.has(key)));
}
