import { createRequire } from 'node:module';
import { Script } from 'node:vm';
import type { Ajv, ValidateFunction } from 'ajv';
import type { KeptCode } from './code-store.ts';
import { formats } from './formats.ts';
import { regExp } from './patterns.ts';

/** What code of a validator asks for by these names. */
const wrapper = ['(function (require, formats, regExp, module) {', '\nreturn module.exports;\n})'] as const;

type Wrapped = (
  require: NodeJS.Require,
  known: typeof formats,
  patterns: typeof regExp,
  module: object,
) => ValidateFunction;

/** A validator as JavaScript, with everything it refers to. */
export function codeOf(ajv: Ajv, validate: ValidateFunction): string {
  const { default: standalone } = createRequire(import.meta.url)('ajv/dist/standalone/index.js') as {
    readonly default: (ajv: Ajv, validate: ValidateFunction) => string;
  };
  return standalone(ajv, validate);
}

interface Loaded {
  readonly validate: ValidateFunction;
  /** What V8 has made of the code by now, where that was not kept, or was made by another version. */
  readonly cached: (() => Uint8Array) | undefined;
}

/** The validator that code was made of; undefined of what is no longer code. */
export function validatorFrom({ code, cached }: KeptCode): Loaded | undefined {
  try {
    const script = new Script(
      wrapper[0] + code + wrapper[1],
      cached === undefined ? {} : { cachedData: cached },
    );
    const run = script.runInThisContext() as Wrapped;
    const validate = run(createRequire(import.meta.url), formats, regExp, { exports: {} });
    const good = cached !== undefined && script.cachedDataRejected !== true;
    return typeof validate === 'function'
      ? { validate, cached: good ? undefined : () => script.createCachedData() }
      : undefined;
  } catch {
    return undefined;
  }
}
