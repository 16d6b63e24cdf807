import type { Finding } from '../core/finding.ts';
import { findingsBetween } from './between.ts';
import { identityOf } from './identity.ts';
import { changeFindings } from './immutable/changes.ts';
import { mistakesIn } from './mistakes.ts';
import type { ValidateOptions } from './options.ts';
import { plainSecret } from './policy/plain-secret.ts';
import { said } from './said.ts';
import { isAsked } from './sieve/asked.ts';

/** A finding, and which of the objects it is about. */
export interface IndexedFinding extends Finding {
  readonly index: number;
}

export interface ObjectsOptions extends ValidateOptions {
  /** What is in the cluster now: what the server would refuse to change of it is said as well. */
  readonly before?: readonly unknown[] | undefined;
}

/** What the API server would say of objects, and what they say of each other that does not hold, offline and at once. Nothing is changed, nothing but facts is read. */
export function validateObjects(
  objects: readonly unknown[],
  { before = [], ...options }: ObjectsOptions = {},
): readonly IndexedFinding[] {
  const found = objects.flatMap((object, index) =>
    [...findingsIn(object, options), ...secretFindings(object, options)].map((each) =>
      Object.freeze({ ...each, index }),
    ),
  );
  const placed = objects.map((object) => ({ object }));
  const between = findingsBetween(placed, options).map(({ index, finding }) =>
    Object.freeze({ ...finding, index }),
  );
  const changed = before.length === 0 ? none : changesFrom(before, objects, options);
  if (between.length + changed.length === 0) return found;
  return [...found, ...between, ...changed].sort((one, other) => one.index - other.index);
}

/** Of objects that are still there. */
function changesFrom(
  before: readonly unknown[],
  objects: readonly unknown[],
  options: ValidateOptions,
): readonly IndexedFinding[] {
  const after = objects.map((object, index) => ({ object, index }));
  return changeFindings(
    before.map((object) => ({ object })),
    after,
    options,
  ).flatMap((each) => ('after' in each ? [Object.freeze({ ...each.finding, index: each.after.index })] : []));
}

/** The same of one object; one that nobody else holds may be changed on the way. */
export function findingsIn(object: unknown, options: ValidateOptions, owned = false): readonly Finding[] {
  const mistakes = mistakesIn(object, options, owned);
  if (mistakes.length === 0) return none;
  return mistakes
    .filter(({ code }) => isAsked(code, options))
    .map((mistake) => said(mistake, identityOf(object)));
}

/** What is kept in plain text. */
export function secretFindings(object: unknown, options: ValidateOptions): readonly Finding[] {
  const mistake = plainSecret(object);
  return mistake !== undefined && isAsked(mistake.code, options) ? [said(mistake, identityOf(object))] : none;
}

const none: readonly never[] = Object.freeze([]);
