import { define, isRecord, own } from '../../core/json.ts';

/** JSON Merge Patch (RFC 7396): null removes, maps merge, anything else replaces. What was given is not changed. */
export function applyMergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const merged: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  for (const name of Object.keys(patch)) {
    const value = own(patch, name);
    if (value === undefined) continue;
    if (value === null) delete merged[name];
    else define(merged, name, applyMergePatch(own(merged, name), value));
  }
  return merged;
}
