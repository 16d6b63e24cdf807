import { isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';

/** Whether a merge patch puts a new list where one with items is, that the server would not take as one value anyway. */
export function replacesLists(before: unknown, patch: unknown, schema: ReleaseSchema | undefined): boolean {
  if (Array.isArray(before) && Array.isArray(patch)) {
    const { list, items } = schema?.node ?? {};
    const plainItems = before.every((item) => typeof item !== 'object');
    return (
      before.length > 0 && patch.length > 0 && !(list === 'atomic' || (items !== undefined && plainItems))
    );
  }
  if (!isRecord(before) || !isRecord(patch)) return false;
  return Object.keys(patch).some((name) =>
    replacesLists(own(before, name), own(patch, name), schema?.field(name) ?? schema?.values()),
  );
}
