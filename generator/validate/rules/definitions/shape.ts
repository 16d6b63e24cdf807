import { isRecord, own } from '../../../core/json.ts';
import type { Shape } from '../../cel/check.ts';
import { escaped } from '../../cel/values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What CEL has for texts of these formats. */
const formats: Readonly<Record<string, string>> = {
  byte: 'bytes',
  date: 'timestamp',
  'date-time': 'timestamp',
  duration: 'duration',
};

const plain: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'int', number: 'double' };

const ofEveryObject: Readonly<Record<string, Shape>> = {
  apiVersion: 'string',
  kind: 'string',
  metadata: { fields: { name: 'string', generateName: 'string' } },
};

/**
 * What rules know of a value: the types that the server derives from its schema. Of a structure only the fields that an expression
 * speaks of. Undefined of what rules cannot speak of, as a value without a type.
 */
export function shapeOf(schema: Fields, spoken: (name: string) => boolean, root = false): Shape | undefined {
  if (schema['x-kubernetes-int-or-string'] === true) return 'dyn';
  const type = String(schema.type);
  if (type === 'string') return formats[String(schema.format)] ?? 'string';
  if (type === 'array') {
    const item = inner(schema, 'items', spoken);
    return item && { list: item };
  }
  if (type !== 'object') return Object.hasOwn(plain, type) ? plain[type] : undefined;
  if (isRecord(own(schema, 'additionalProperties'))) {
    const value = inner(schema, 'additionalProperties', spoken);
    return value && { map: value };
  }
  const properties = own(schema, 'properties');
  const embedded = root || schema['x-kubernetes-embedded-resource'] === true;
  const fields = Object.entries(isRecord(properties) ? properties : {}).flatMap(([name, field]) => {
    const shape = isRecord(field) && spoken(escaped(name)) ? shapeOf(field, spoken) : undefined;
    return shape === undefined ? [] : [[escaped(name), shape] as const];
  });
  return { fields: { ...Object.fromEntries(fields), ...(embedded ? ofEveryObject : {}) } };
}

function inner(schema: Fields, name: string, spoken: (name: string) => boolean): Shape | undefined {
  const below = own(schema, name);
  return isRecord(below) ? shapeOf(below, spoken) : undefined;
}
