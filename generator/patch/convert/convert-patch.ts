import { subjectOf } from '../subject.ts';
import { applyPatch } from './apply-patch.ts';
import { best, type DiffOptions, inForm } from './diff-objects.ts';
import type { AnyPatch, FoundPatch, PatchForm } from './forms.ts';
import { plain } from './plain.ts';

export interface ConvertOptions extends Omit<DiffOptions, 'as' | 'paths'> {
  readonly to: PatchForm;
}

/** The same change in another form, against the object it is meant for. */
export function convertPatch(base: unknown, given: AnyPatch, { to, ...options }: ConvertOptions): FoundPatch {
  const before = plain(base);
  const after = plain(applyPatch(before, given, options));
  if (to === given.type && options.guards !== true)
    return { type: to, patch: given.patch, exact: true, why: 'it has this form already' };
  const found = inForm(to, before, after, subjectOf(before, options), options);
  const tests = given.type === 'json' && given.patch.some((operation) => operation.op === 'test');
  return tests && to !== 'json' ? { ...found, why: `${found.why}; its tests are left out` } : found;
}

/** The form that says a change best, why, and the patch: towards a target, or what another patch does. */
export function recommend(
  base: unknown,
  change: { readonly target: unknown } | AnyPatch,
  options: DiffOptions = {},
): FoundPatch {
  const before = plain(base);
  const after = 'target' in change ? change.target : applyPatch(before, change, options);
  return best(before, plain(after), subjectOf(before, options), options);
}
