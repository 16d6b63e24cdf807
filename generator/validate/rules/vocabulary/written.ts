import { shortened } from '../../shortened.ts';
import type { Complaint, Fields } from '../fields.ts';
import type { Syntax } from '../syntax.ts';

/** A text as it has to be written; an empty one is none. */
export function written(
  fields: Fields,
  name: string,
  syntax: Syntax,
  code: Complaint['code'] = 'api/bad-name',
): void {
  const text = fields.text(name);
  const wrong = text === '' ? undefined : syntax(text);
  if (wrong !== undefined) fields.refuse(miswritten(text, wrong, code), name);
}

export function itemsAs(
  fields: Fields,
  name: string,
  syntax: Syntax,
  code: Complaint['code'] = 'api/bad-name',
): void {
  fields.list(name).forEach((each, index) => {
    const wrong = typeof each === 'string' ? syntax(each) : undefined;
    if (wrong !== undefined) fields.refuse(miswritten(String(each), wrong, code), name, index);
  });
}

export function miswritten(text: string, wrong: string, code: Complaint['code'] = 'api/bad-name'): Complaint {
  return { code, what: `${JSON.stringify(shortened(text))} ${wrong}` };
}
