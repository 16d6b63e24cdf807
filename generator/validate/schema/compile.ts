import { createRequire } from 'node:module';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { Definition } from '../../facts/definition.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { matcher } from '../regular-expression.ts';
import { isBase64, isQuantity, isTime } from './formats.ts';
import { serverSchema } from './server-schema.ts';

export type SchemaError = ErrorObject;

let ajv: Ajv | undefined;

/** The package `ajv`, loaded when something is first validated. */
function engine(): Ajv {
  if (ajv === undefined) {
    const { Ajv: Engine } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
    ajv = new Engine({
      allErrors: true,
      verbose: true,
      strict: false,
      logger: false,
      useDefaults: true,
      addUsedSchema: false,
      code: { regExp },
    });
    ajv.addFormat('quantity', { validate: (value: string) => isQuantity(value) });
    ajv.addFormat('go-time', { validate: isTime });
    ajv.addFormat('go-bytes', { validate: isBase64 });
    ajv.addFormat('byte', { validate: isBase64 });
    ajv.addFormat('date-time', { validate: isTime });
  }
  return ajv;
}

/** Patterns as the server matches them; one that it cannot read refuses nothing. */
const regExp = Object.assign(
  (pattern: string) => {
    const matches = matcher(pattern) ?? ((): boolean => true);
    // By this text AJV tells one from another.
    return { test: matches, toString: () => pattern } as unknown as RegExp;
  },
  { code: 'regExp' },
);

const compiled = new WeakMap<Definition, Map<string, ValidateFunction>>();

/** The validator of a kind in a release: compiled the first time, then the same one. */
export function validatorOf(kind: KindFacts, kubernetes: string | undefined): ValidateFunction {
  const known = compiled.get(kind.root) ?? new Map<string, ValidateFunction>();
  compiled.set(kind.root, known);
  const key = kubernetes ?? '';
  let validator = known.get(key);
  if (validator === undefined) {
    validator = engine().compile(serverSchema(kind, kubernetes === undefined ? {} : { kubernetes }));
    known.set(key, validator);
  }
  return validator;
}
