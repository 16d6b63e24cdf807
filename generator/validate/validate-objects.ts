import { finding } from '../core/codes.ts';
import type { Finding, ResourceIdentity } from '../core/finding.ts';
import type { Mistake } from './complaint.ts';
import { identityOf } from './identity.ts';
import { mistakesIn } from './mistakes.ts';
import type { ValidateOptions } from './options.ts';
import { fieldPath } from './path.ts';
import { plainSecret } from './policy.ts';
import { referenceMistakes } from './references/references.ts';
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
  const between = referenceMistakes(placed, options).map(({ index, mistake }) =>
    Object.freeze({ ...said(mistake, identityOf(objects[index])), index }),
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

/** A mistake as a finding about a resource. */
export function said(
  { code, pointer, message, fix, path = fieldPath(pointer) }: Mistake,
  resource: ResourceIdentity,
): Finding {
  return finding(code, message, {
    resource,
    path,
    pointer,
    ...(fix === undefined ? {} : { fix }),
  });
}
