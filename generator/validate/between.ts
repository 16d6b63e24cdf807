import type { ValidateOptions } from './options.ts';
import { policyFindings } from './policy/policies.ts';
import { type Found, type Placed, referenceFindings } from './references/references.ts';

/** What is found only where objects are looked at together: what they say of each other, and what a team wants of them. */
export function findingsBetween(
  placed: readonly Placed[],
  options: ValidateOptions,
  generated: readonly string[] = [],
): readonly Found[] {
  return [...referenceFindings(placed, options, generated), ...policyFindings(placed, options)];
}
