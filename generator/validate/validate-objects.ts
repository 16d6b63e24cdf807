import type { Finding } from '../core/finding.ts';
import { identityOf } from './identity.ts';
import { mistakesIn } from './mistakes.ts';
import type { ValidateOptions } from './options.ts';
import { plainSecret } from './policy.ts';
import { referenceFindings } from './references/references.ts';
import { said } from './said.ts';
import { isAsked } from './sieve/asked.ts';

/** A finding, and which of the objects it is about. */
export interface IndexedFinding extends Finding {
  readonly index: number;
}

/** What the API server would say of objects, and what they say of each other that does not hold, offline and at once. Nothing is changed, nothing but facts is read. */
export function validateObjects(
  objects: readonly unknown[],
  options: ValidateOptions = {},
): readonly IndexedFinding[] {
  const found = objects.flatMap((object, index) =>
    [...findingsIn(object, options), ...policyFindings(object, options)].map((each) =>
      Object.freeze({ ...each, index }),
    ),
  );
  const placed = objects.map((object) => ({ object }));
  const between = referenceFindings(placed, options).map(({ index, finding }) =>
    Object.freeze({ ...finding, index }),
  );
  if (between.length === 0) return found;
  return [...found, ...between].sort((one, other) => one.index - other.index);
}

/** The same of one object; one that nobody else holds may be changed on the way. */
export function findingsIn(object: unknown, options: ValidateOptions, owned = false): readonly Finding[] {
  const mistakes = mistakesIn(object, options, owned);
  if (mistakes.length === 0) return none;
  return mistakes
    .filter(({ code }) => isAsked(code, options))
    .map((mistake) => said(mistake, identityOf(object)));
}

/** What a team may not want of one object, as it is kept. */
export function policyFindings(object: unknown, options: ValidateOptions): readonly Finding[] {
  const mistake = plainSecret(object);
  return mistake !== undefined && isAsked(mistake.code, options) ? [said(mistake, identityOf(object))] : none;
}

const none: readonly never[] = Object.freeze([]);
