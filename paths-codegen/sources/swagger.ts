import { isRecord } from '../../generator/core/json.ts';
import type { RawSchema } from '../../generator/facts/published/raw.ts';

/** Types that OpenAPI v2 could not say: what OpenAPI v3 publishes for them. */
const unions: Readonly<Record<string, RawSchema>> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    format: 'int-or-string',
    oneOf: [{ type: 'integer' }, { type: 'string' }],
  },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
};

/** The definitions of a `swagger.json`, as OpenAPI v3 would have them. */
export function* fromSwagger(
  document: Readonly<Record<string, unknown>>,
): Generator<readonly [string, RawSchema]> {
  const { definitions } = document;
  if (!isRecord(definitions)) return;
  for (const [name, schema] of Object.entries(definitions))
    yield [name, unions[name] ?? (schema as RawSchema)];
}
