import { remembered } from '../../../core/remembered.ts';
import { shortened } from '../../shortened.ts';
import type { Complaint, Fields } from '../fields.ts';
import { labelValue, qualifiedName } from '../syntax.ts';

/** A map of labels: of an object, a template, a selector. */
export function labelsOf(fields: Fields, name: string): void {
  for (const [key, value] of fields.entries(name))
    for (const wrong of labelComplaints(key, value)) fields.refuseWithin(wrong, name, key);
}

/** A few keys are on all objects. */
const keySyntax: (key: string) => string | undefined = remembered(qualifiedName);

export function labelComplaints(key: string, value: unknown): readonly Complaint[] {
  const badKey = keySyntax(key);
  const badValue = typeof value === 'string' && value !== '' ? labelValue(value) : undefined;
  if (badKey === undefined && badValue === undefined) return none;
  return [
    ...(badKey === undefined ? [] : [bad(`the label ${JSON.stringify(key)} ${badKey}`)]),
    ...(badValue === undefined
      ? []
      : [bad(`${key} is ${JSON.stringify(shortened(String(value)))}, which ${badValue}`)]),
  ];
}

const none: readonly Complaint[] = Object.freeze([]);

function bad(what: string): Complaint {
  return { code: 'api/bad-label', what };
}

const largest = 262_144;

export function annotationComplaints(
  fields: Fields,
  name: string,
): readonly (readonly [key: string | undefined, Complaint])[] {
  const all = fields.entries(name);
  if (all.length === 0) return [];
  const found: (readonly [string | undefined, Complaint])[] = [];
  let size = 0;
  for (const [key, value] of all) {
    const wrong = qualifiedName(key.toLowerCase());
    if (wrong !== undefined) found.push([key, bad(`the annotation ${JSON.stringify(key)} ${wrong}`)]);
    size += Buffer.byteLength(key) + Buffer.byteLength(String(value));
  }
  if (size > largest)
    found.push([
      undefined,
      { code: 'api/out-of-range', what: `take ${size} bytes, and may take ${largest}` },
    ]);
  return found;
}

export function annotationsOf(fields: Fields, name: string): void {
  for (const [key, wrong] of annotationComplaints(fields, name))
    if (key === undefined) fields.refuse(wrong, name);
    else fields.refuseWithin(wrong, name, key);
}
