import { isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';

/**
 * Whether kustomize can merge into an object at all: it walks every list that merges, also those that the patch does not
 * speak of, and takes items with one key, or an empty one, for the same.
 */
export function isSound(value: unknown, schema: ReleaseSchema | undefined): boolean {
  if (Array.isArray(value)) {
    const { mergeKey } = schema?.node ?? {};
    return (
      (mergeKey === undefined || tellsApart(value, mergeKey)) &&
      value.every((item) => isSound(item, schema?.items()))
    );
  }
  if (!isRecord(value)) return true;
  return Object.keys(value).every((name) =>
    isSound(own(value, name), schema?.field(name) ?? schema?.values()),
  );
}

function tellsApart(list: readonly unknown[], mergeKey: string): boolean {
  const keys = list.map((item) => (isRecord(item) ? own(item, mergeKey) : undefined));
  return (
    new Set(keys).size === keys.length && keys.every((key) => key !== undefined && key !== null && key !== '')
  );
}
