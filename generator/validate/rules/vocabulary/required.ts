import type { Complaint, Fields } from '../fields.ts';

function missing(why?: string): Complaint {
  return { code: 'api/missing-field', what: why === undefined ? 'is required' : `is required: ${why}` };
}

/** Each of these has to be there; an empty text, list or map is not. */
export function required(fields: Fields, ...names: readonly string[]): void {
  for (const name of names) if (isUnset(fields.get(name))) fields.refuse(missing(), name);
}

/** One that has to be there, and why. */
export function needed(fields: Fields, name: string, why: string): void {
  if (isUnset(fields.get(name))) fields.refuse(missing(why), name);
}

/** Texts of a list that must not be empty. */
export function itemsWritten(fields: Fields, name: string): void {
  fields.list(name).forEach((each, index) => {
    if (each === '') fields.refuse(missing(), name, index);
  });
}

/** What may not be there, and why not. */
export function forbidden(fields: Fields, name: string, why: string): void {
  if (!isUnset(fields.get(name))) fields.refuse(misplaced(why), name);
}

/** Said of what may not be there. */
export function misplaced(why: string): Complaint {
  return { code: 'api/conflict', what: `may not be set: ${why}`, fix: 'take it away' };
}

/** As Go sees it: what is empty is not there. */
export function isUnset(value: unknown): boolean {
  if (value === undefined || value === '') return true;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length === 0;
  return false;
}
