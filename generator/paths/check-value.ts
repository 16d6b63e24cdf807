import { compact, isRecord, own } from '../core/json.ts';
import { didYouMean } from '../core/suggest.ts';
import { definitionOf, fieldOf, itemsOf, type Located, shapeOf, valuesOf } from '../facts/resolve.ts';

/** A value that does not fit the schema where it is to stand. */
export interface Misfit {
  readonly code: 'patch/unknown-field' | 'patch/wrong-value';
  /** Below the value: `.ports[0].name`, or nothing. */
  readonly path: string;
  readonly message: string;
}

/** What is wrong with the types of a value, everything at once. Whether the server likes it is another question. */
export function misfits(located: Located | undefined, value: unknown, path = ''): readonly Misfit[] {
  if (located === undefined || value === undefined) return [];
  const definition = definitionOf(located);
  const shape = shapeOf(located);
  const { type, items, values, preserve, intOrString, oneOf, anyOf, nullable } = shape;
  if (value === null && nullable === true) return [];
  if (definition !== undefined && definition.fieldNames.length > 0) {
    if (!isRecord(value)) return [wrong(path, 'a map', value)];
    return Object.keys(value).flatMap((name) => {
      const below = fieldOf(located, name) ?? valuesOf(located);
      if (below === undefined) return [unknown(path, name, definition.fieldNames)];
      return misfits(below, own(value, name), `${path}.${name}`);
    });
  }
  if (items !== undefined) {
    if (!Array.isArray(value)) return [wrong(path, 'a list', value)];
    const below = itemsOf({ node: shape, file: definition?.file ?? located.file });
    return value.flatMap((item, index) => misfits(below, item, `${path}[${index}]`));
  }
  if (values !== undefined) {
    if (!isRecord(value)) return [wrong(path, 'a map', value)];
    return Object.keys(value).flatMap((name) =>
      misfits(valuesOf(located), own(value, name), `${path}.${name}`),
    );
  }
  if (preserve === true || type === 'object' || type === 'array') return [];
  if (intOrString === true || oneOf !== undefined || anyOf !== undefined)
    return ['string', 'number', 'bigint'].includes(typeof value) || (type === undefined && isRecord(value))
      ? []
      : [wrong(path, 'a number or a text', value)];
  return type === undefined || fits(type, value) ? [] : [wrong(path, asks[type], value)];
}

type Scalar = 'string' | 'integer' | 'number' | 'boolean';

const asks: Readonly<Record<Scalar, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function fits(type: Scalar, value: unknown): boolean {
  if (type === 'string' || type === 'boolean') return typeof value === type;
  if (typeof value === 'bigint') return true;
  return typeof value === 'number' && (type === 'number' || Number.isInteger(value));
}

function wrong(path: string, wanted: string, value: unknown): Misfit {
  return { code: 'patch/wrong-value', path, message: `is ${shown(value)}, the schema asks for ${wanted}` };
}

function unknown(path: string, name: string, names: readonly string[]): Misfit {
  const hint = didYouMean(name, names);
  return {
    code: 'patch/unknown-field',
    path: `${path}.${name}`,
    message: `is a field that the schema does not have${hint === undefined ? '' : `; ${hint}`}`,
  };
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a map';
  return compact(value) ?? typeof value;
}
