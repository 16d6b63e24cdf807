import { define, isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';

/**
 * A copy as the server reads it. Fields that are null are unset, unless the schema of a custom resource lets null stand, or does not
 * have the field at all; what that schema gives a default and is not there, is; 64-bit integers are numbers to be compared with bounds.
 */
export function normal(value: unknown, schema: ReleaseSchema | undefined, custom: boolean): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map((item) => normal(item, schema?.items(), custom));
  if (!isRecord(value)) return value;
  const structure = schema?.structure === true;
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const below = schema?.field(name) ?? schema?.values();
    const field = own(value, name);
    if (field === undefined) continue;
    const stands = (custom && below?.node.nullable === true) || (structure && below === undefined);
    if (field !== null || stands) define(fields, name, normal(field, below, custom));
  }
  if (custom && structure) fillIn(fields, schema);
  return fields;
}

function fillIn(fields: Record<string, unknown>, schema: ReleaseSchema): void {
  for (const name of schema.fieldNames) {
    const field = schema.field(name);
    const usual = field?.node.default;
    if (usual !== undefined && !Object.hasOwn(fields, name)) define(fields, name, normal(usual, field, true));
  }
}
