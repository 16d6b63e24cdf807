import { suggest } from '../../../core/suggest.ts';
import type { Complaint, Fields } from '../fields.ts';
import { isUnset } from './required.ts';

/** A text that is one of some. */
export function oneOf(fields: Fields, name: string, values: readonly string[]): void {
  const value = fields.text(name);
  if (value !== '' && !values.includes(value)) fields.refuse(notAmong(value, values), name);
}

/** A text that is one of some wherever it is set, be it empty. */
export function oneOfIfSet(fields: Fields, name: string, values: readonly string[]): void {
  const value = fields.get(name);
  if (typeof value === 'string' && !values.includes(value)) fields.refuse(notAmong(value, values), name);
}

/** The same, where the server fills in nothing: it has to be there. */
export function requiredOneOf(fields: Fields, name: string, values: readonly string[]): void {
  const value = fields.text(name);
  if (value === '')
    fields.refuse({ code: 'api/missing-field', what: `is required: ${listed(values, 'or')}` }, name);
  else oneOf(fields, name, values);
}

export function itemsAmong(fields: Fields, name: string, values: readonly string[]): void {
  fields.list(name).forEach((each, index) => {
    if (typeof each === 'string' && !values.includes(each))
      fields.refuse(notAmong(each, values), name, index);
  });
}

/** What stands for all is the only item. */
export function allAlone(fields: Fields, name: string): void {
  const list = fields.texts(name);
  if (list.length > 1 && list.includes('*'))
    fields.refuse({ code: 'api/conflict', what: "has '*', which is all, beside others" }, name);
}

export function notAmong(value: string, values: readonly string[]): Complaint {
  const [near] = suggest(value, values);
  return {
    code: 'api/not-allowed',
    what: `is ${JSON.stringify(value)}: it is ${listed(values, 'or')}`,
    fix: near === undefined ? undefined : `did you mean ${near}?`,
  };
}

/** Of these fields one is set; the server speaks of the second, and of the structure where there is none. */
export function exactlyOne(fields: Fields, names: readonly string[], what: string): void {
  if (!names.some((name) => fields.has(name)))
    fields.refuse({ code: 'api/missing-field', what: `says no ${what}: it has ${listed(names, 'or')}` });
  else atMostOne(fields, names, what);
}

export function atMostOne(fields: Fields, names: readonly string[], what: string): void {
  const [first, ...more] = names.filter((name) => fields.has(name));
  for (const name of more)
    fields.refuse(
      { code: 'api/conflict', what: `is a second ${what} beside ${first}`, fix: 'keep one' },
      name,
    );
}

/** Two fields that are not set at once. */
export function apart(fields: Fields, name: string, other: string): void {
  if (!isUnset(fields.get(name)) && !isUnset(fields.get(other)))
    fields.refuse({ code: 'api/conflict', what: `excludes ${other}: only one of the two may be set` }, name);
}

export function listed(values: readonly string[], word: string): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${word} ${values.at(-1)}`;
}
