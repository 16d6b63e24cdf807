import { define, isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';

/**
 * A copy as the server reads it. Fields that are null are unset, unless the schema of a custom resource lets null stand, or does not
 * have the field at all; what that schema gives a default and is not there, is; 64-bit integers are numbers to be compared with bounds.
 */
export function normal(value: unknown, schema: ReleaseSchema | undefined, custom: boolean): unknown {
  // Most objects of the server's own kinds have no null in them: nothing need be known of their fields.
  const copy = custom ? undefined : copied(value);
  return copy === undefined || copy === hasNull ? read(value, schema, custom) : copy;
}

const hasNull: unique symbol = Symbol('there is a null in it');

function copied(value: unknown): unknown {
  if (typeof value !== 'object') return typeof value === 'bigint' ? Number(value) : value;
  if (value === null) return hasNull;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    for (const item of value) {
      const copy = copied(item);
      if (copy === hasNull) return hasNull;
      items.push(copy);
    }
    return items;
  }
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const copy = copied((value as Readonly<Record<string, unknown>>)[name]);
    if (copy === hasNull || name === '__proto__') return hasNull;
    if (copy !== undefined) fields[name] = copy;
  }
  return fields;
}

function read(value: unknown, schema: ReleaseSchema | undefined, custom: boolean): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) {
    const items = schema?.items();
    // Nothing in a list is the zero of its type.
    return value.map((item) =>
      item === null && !custom && items !== undefined ? emptyOf(items) : read(item, items, custom),
    );
  }
  if (!isRecord(value)) return value;
  const structure = schema?.structure === true;
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const below = schema?.field(name) ?? schema?.values();
    const field = own(value, name);
    if (field === undefined) continue;
    const stands = (custom && below?.node.nullable === true) || (structure && below === undefined);
    if (field !== null || stands) define(fields, name, read(field, below, custom));
    // A key of a map is there all the same.
    else if (!custom && !structure && below !== undefined) define(fields, name, emptyOf(below));
  }
  if (custom && structure) fillIn(fields, schema);
  return fields;
}

/** What Go reads where nothing is said. */
function emptyOf({ node, definition }: ReleaseSchema): unknown {
  if (definition?.id === 'Quantity') return '0';
  if (definition?.id === 'IntOrString') return 0;
  switch (node.type) {
    case 'string':
      return '';
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    default:
      return {};
  }
}

function fillIn(fields: Record<string, unknown>, schema: ReleaseSchema): void {
  for (const name of schema.fieldNames) {
    const field = schema.field(name);
    const usual = field?.node.default;
    if (usual !== undefined && !Object.hasOwn(fields, name)) define(fields, name, read(usual, field, true));
  }
}
