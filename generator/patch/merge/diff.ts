import { define, equal, isRecord, own } from '../../core/json.ts';

/** The merge patch from one value to another. It cannot say everything: a null that is to stand in a map is lost. */
export function diffMerge(from: unknown, to: unknown): unknown {
  if (!isRecord(from) || !isRecord(to)) return to;
  const patch: Record<string, unknown> = {};
  for (const name of Object.keys(from)) if (own(to, name) === undefined) define(patch, name, null);
  for (const name of Object.keys(to)) {
    const [before, after] = [own(from, name), own(to, name)];
    if (after !== undefined && !equal(before, after)) define(patch, name, diffMerge(before, after));
  }
  return patch;
}
