import { isRecord, own } from '../../../core/json.ts';
import type { Mistake } from '../../complaint.ts';
import { below } from '../../path.ts';
import { compiledAlone } from '../../schema/compile.ts';
import { structural } from '../../schema/server-schema.ts';
import { shortened } from '../../shortened.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A default is what its own schema lets through. */
export function defaults(schema: Fields, pointer: string): readonly Mistake[] {
  const usual = own(schema, 'default');
  if (usual === undefined || usual === null) return [];
  if (isPlainly(usual, schema)) return [];
  const { default: _, ...rest } = schema;
  const validate = compiledAlone(structural(asJsonSchema(rest) as Fields));
  // What is wrong with the schema itself is said elsewhere.
  if (validate === undefined) return [];
  if (validate(structuredClone(usual)) && embeddedIsWhole(usual, schema)) return [];
  const message = `the default ${shortened(JSON.stringify(usual))} is not what its schema lets through`;
  return [{ code: 'api/not-structural', pointer: below(pointer, 'default'), message }];
}

/** Most defaults are single values of a plain type: nothing need be compiled for them. */
function isPlainly(value: unknown, schema: Fields): boolean {
  const narrowing = Object.keys(schema).filter(
    (name) => !['type', 'default', 'description', 'nullable', 'enum'].includes(name),
  );
  if (narrowing.length > 0) return false;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false;
  return typeof value === 'object'
    ? false
    : typeof value === schema.type || (schema.type === 'integer' && Number.isInteger(value));
}

function embeddedIsWhole(value: unknown, schema: Fields): boolean {
  if (schema['x-kubernetes-embedded-resource'] !== true) return true;
  return isRecord(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

/** OpenAPI says exclusive bounds beside the bound, JSON Schema in its place. */
function asJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(asJsonSchema);
  if (!isRecord(schema)) return schema;
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema))
    if (name !== 'default' && name !== 'x-kubernetes-validations') made[name] = asJsonSchema(value);
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (made[flag] === true) {
      made[flag] = made[bound];
      delete made[bound];
    } else if (typeof made[flag] === 'boolean') delete made[flag];
  }
  return made;
}
