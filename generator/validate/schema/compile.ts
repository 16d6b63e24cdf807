import { createRequire } from 'node:module';
import type { Ajv, ErrorObject, Options, ValidateFunction } from 'ajv';
import type { Definition } from '../../facts/definition.ts';
import type { Releases } from '../../facts/json-schema.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { releaseKey } from '../../facts/release-schema.ts';
import { codeOf, validatorFrom } from './code.ts';
import { codeStore } from './code-store.ts';
import { formats } from './formats.ts';
import { regExp } from './patterns.ts';
import { serverSchema } from './server-schema.ts';

export type SchemaError = ErrorObject;

/** What AJV makes of a kind: quick to say that all is well, and, only where it is not, everything that is wrong. */
export interface Validator {
  readonly isValid: (value: unknown) => boolean;
  readonly errors: (value: unknown) => readonly SchemaError[];
}

type Mode = 'quick' | 'first' | 'whole';

const modes: Readonly<Record<Mode, Options>> = {
  quick: { messages: false },
  first: { verbose: true },
  whole: { allErrors: true, verbose: true },
};

const engines = new Map<string, Ajv>();

/** The package `ajv`, loaded when something is compiled; definitions of the server are compiled once for all kinds of a release. */
function engine(mode: Mode, release: string): Ajv {
  const key = `${mode} ${release}`;
  let ajv = engines.get(key);
  if (ajv === undefined) {
    const require = createRequire(import.meta.url);
    const { Ajv: Engine, _ } = require('ajv') as typeof import('ajv');
    ajv = new Engine({
      ...modes[mode],
      strict: false,
      logger: false,
      useDefaults: true,
      addUsedSchema: false,
      inlineRefs: false,
      validateSchema: false,
      // Optimising takes as long as compiling, and V8 does it again.
      code: { regExp, optimize: false, source: true, formats: _`formats` },
    });
    for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
    engines.set(key, ajv);
  }
  return ajv;
}

const compiled = new WeakMap<Definition, Map<string, Validator>>();

/** The validator of a kind in its releases: made the first time, then the same one. */
export function validatorOf(kind: KindFacts, releases: Releases): Validator {
  const known = compiled.get(kind.root) ?? new Map<string, Validator>();
  compiled.set(kind.root, known);
  const key = releaseKey(kind, releases);
  let validator = known.get(key);
  if (validator === undefined) {
    const of = (mode: Mode): (() => ValidateFunction) => once(() => made(mode, kind, releases));
    const [quick, first, whole] = [of('quick'), of('first'), of('whole')];
    validator = {
      isValid: (value) => quick()(value),
      errors: (value) => {
        const validate = isHuge(value) ? first() : whole();
        return validate(value) ? [] : (validate.errors ?? []);
      },
    };
    known.set(key, validator);
  }
  return validator;
}

/** A schema of its own, which speaks of no other; undefined of one that is none. */
export function compiledAlone(
  schema: Readonly<Record<string, unknown>>,
): ((value: unknown) => boolean) | undefined {
  try {
    return engine('quick', '').compile(schema) as (value: unknown) => boolean;
  } catch {
    return undefined;
  }
}

/** From the code of an earlier run, where it is kept; else compiled, and kept. */
function made(mode: Mode, kind: KindFacts, releases: Releases): ValidateFunction {
  const store = codeStore();
  const key = store === undefined ? undefined : store.keyOf(kind, `${mode} ${releaseKey(kind, releases)}`);
  const kept = key === undefined ? undefined : store?.read(key);
  const known = kept === undefined ? undefined : validatorFrom(kept);
  if (kept !== undefined && known !== undefined) {
    const { validate, cached } = known;
    // V8 compiles what is run: once something was judged there is more to keep.
    if (key !== undefined && cached !== undefined)
      queueMicrotask(() => store?.write(key, { ...kept, cached: cached() }));
    return validate;
  }
  const ajv = engine(mode, releases.kubernetes ?? '');
  const { schema, shared } = serverSchema(kind, releases);
  for (const [address, definition] of shared)
    if (ajv.schemas[address] === undefined) ajv.addSchema(definition, address);
  const validate = ajv.compile(schema);
  if (key !== undefined) store?.write(key, { code: codeOf(ajv, validate) });
  return validate;
}

/** No server takes an object so large: its first mistake is enough, and all of them would fill the memory. */
function isHuge(value: unknown): boolean {
  let left = 200_000;
  const count = (each: unknown): boolean => {
    if (--left < 0) return true;
    if (typeof each !== 'object' || each === null) return false;
    return Object.values(each).some(count);
  };
  return count(value);
}

function once<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => {
    value ??= make();
    return value;
  };
}
