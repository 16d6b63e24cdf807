import { finding } from '../../core/codes.ts';
import { define, isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { definitionOf, fieldOf, itemsOf, type Located, shapeOf, valuesOf } from '../../facts/resolve.ts';
import { readPlain } from '../../manifest/scalar.ts';

/** Text without quotes: what it is, number or text or truth, the schema decides where it is put. */
export class Bare {
  readonly text: string;
  /** Where the schema says nothing: what YAML takes it for, or, as an argument of a command, only text. */
  readonly from: 'yaml' | 'argument';
  /** Read as a list or map, for where the schema has one. */
  readonly structure: unknown;

  constructor(text: string, from: Bare['from'] = 'yaml', structure?: unknown) {
    this.text = text;
    this.from = from;
    this.structure = structure;
  }
}

/** A value with every bare text in it settled by the schema. */
export function settled(value: unknown, located: Located | undefined): unknown {
  if (value instanceof Bare) return bare(value, located);
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

function bare(value: Bare, located: Located | undefined): unknown {
  const { text, from, structure } = value;
  const open = (): unknown => {
    if (structure !== undefined) return settled(structure, located);
    return from === 'yaml' ? readPlain(text) : text;
  };
  if (located === undefined) return open();
  const { type, intOrString, oneOf, anyOf } = shapeOf(located);
  if (intOrString === true || oneOf !== undefined || anyOf !== undefined)
    return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'string') return text;
  if (type === 'integer' || type === 'number') return number(text);
  if (type === 'boolean') return truth(text);
  return open();
}

function number(text: string): unknown {
  const value = readPlain(text);
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  throw wrong(`${JSON.stringify(text)} is not a number, which the schema asks for`);
}

function truth(text: string): unknown {
  const value = readPlain(text);
  if (typeof value === 'boolean') return value;
  throw wrong(`${JSON.stringify(text)} is neither true nor false, which the schema asks for`);
}

function wrong(message: string): PatchError {
  return new PatchError([finding('patch/wrong-value', message)]);
}
