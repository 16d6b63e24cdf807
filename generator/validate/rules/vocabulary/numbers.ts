import type { Complaint, Fields } from '../fields.ts';

/** A number of a field, or of an item, from the lowest to the highest allowed. */
export function within(fields: Fields, name: string, low: number, high: number): void {
  const value = fields.number(name);
  if (value !== undefined && (value < low || value > high)) fields.refuse(outside(value, low, high), name);
}

export function outside(value: number | string, low: number, high: number): Complaint {
  const wanted = high === Number.MAX_SAFE_INTEGER ? `at least ${low}` : `from ${low} to ${high}`;
  return { code: 'api/out-of-range', what: `is ${value}: it is ${wanted}` };
}

export function atLeast(fields: Fields, low: number, ...names: readonly string[]): void {
  for (const name of names) within(fields, name, low, Number.MAX_SAFE_INTEGER);
}

export function notNegative(fields: Fields, ...names: readonly string[]): void {
  atLeast(fields, 0, ...names);
}

/** A number that has to be more than another. */
export function above(fields: Fields, name: string, limit: number, what: string): void {
  const value = fields.number(name);
  if (value !== undefined && value <= limit)
    fields.refuse({ code: 'api/out-of-range', what: `is ${value}: it has to be more than ${what}` }, name);
}

/** A list of no more items than these. */
export function atMostItems(fields: Fields, name: string, most: number): void {
  const { length } = fields.list(name);
  if (length > most)
    fields.refuse({ code: 'api/out-of-range', what: `has ${length} items, and may have ${most}` }, name);
}

const highestPort = 65_535;

/** A port's number; of one that is not there, 0 is said by the server too. */
export function portNumber(fields: Fields, name: string): void {
  within(fields, name, 1, highestPort);
}
