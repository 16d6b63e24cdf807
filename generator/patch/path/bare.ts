import { finding } from '../../core/codes.ts';
import { define, isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { definitionOf, fieldOf, itemsOf, type Located, shapeOf, valuesOf } from '../../facts/resolve.ts';
import { readPlain } from '../../manifest/scalar.ts';

/** Text without quotes: what it is, number or text or truth, the schema decides where it is put. */
export class Bare {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value with every bare text in it settled by the schema; where there is none, as YAML reads it. */
export function settled(value: unknown, located: Located | undefined): unknown {
  if (value instanceof Bare) return scalar(value.text, located);
  if (Array.isArray(value)) {
    const items = located && itemsOf({ node: shapeOf(located), file: fileOf(located) });
    return value.map((item) => settled(item, items));
  }
  if (!isRecord(value)) return value;
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const below = located && (fieldOf(located, name) ?? valuesOf(located));
    define(fields, name, settled(own(value, name), below));
  }
  return fields;
}

function fileOf(located: Located): Located['file'] {
  return definitionOf(located)?.file ?? located.file;
}

function scalar(text: string, located: Located | undefined): unknown {
  if (located === undefined) return readPlain(text);
  const { type, intOrString, oneOf, anyOf, values, items } = shapeOf(located);
  if (intOrString === true || oneOf !== undefined || anyOf !== undefined)
    return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'string') return text;
  if (type === 'integer' || type === 'number') return number(text);
  if (type === 'boolean') return truth(text);
  return values !== undefined || items !== undefined || type === undefined ? readPlain(text) : text;
}

function number(text: string): unknown {
  const value = readPlain(text);
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw wrong(`${JSON.stringify(text)} is not a number`);
}

function truth(text: string): unknown {
  const value = readPlain(text);
  if (typeof value === 'boolean') return value;
  throw wrong(`${JSON.stringify(text)} is neither true nor false`);
}

function wrong(message: string): PatchError {
  return new PatchError([finding('patch/wrong-value', message)]);
}
