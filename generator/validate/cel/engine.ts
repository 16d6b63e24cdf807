import { createRequire } from 'node:module';
import type { Environment } from '@marcbachmann/cel-js';
import { isEndless } from './cost.ts';
import { inDialect } from './dialect.ts';
import { addresses } from './libraries/addresses.ts';
import { formatLibrary } from './libraries/formats.ts';
import { addLibrary, type Library } from './libraries/library.ts';
import { lists } from './libraries/lists.ts';
import { quantities } from './libraries/quantity.ts';
import { versions } from './libraries/semver.ts';
import { sets } from './libraries/sets.ts';
import { texts } from './libraries/texts.ts';
import { urls } from './libraries/urls.ts';

/** What a rule comes to: a value, an error as the server would have one, or that it cannot be decided here. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly why: string }
  | { readonly kind: 'undecided' };

type Program = (context: Readonly<Record<string, unknown>>) => unknown;

/** The package that evaluates CEL, loaded when a rule is first met. */
function cel(): typeof import('@marcbachmann/cel-js') {
  return createRequire(import.meta.url)('@marcbachmann/cel-js') as typeof import('@marcbachmann/cel-js');
}

/** Names that nobody registered are of any type, or there are none. */
export function environmentWith(unlistedVariablesAreDyn: boolean): Environment {
  const { Environment: Engine } = cel();
  return new Engine({
    unlistedVariablesAreDyn,
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
  });
}

/** Libraries whose signatures are those of the server; `lists` and `sets` are of any items. */
export function typedLibraries(): readonly Library[] {
  const { Optional } = cel();
  return [texts, quantities, versions, addresses, urls, formatLibrary(Optional.of, Optional.none)];
}

let environment: Environment | undefined;

function engine(): Environment {
  if (environment === undefined) {
    environment = environmentWith(true);
    for (const library of [lists, sets, ...typedLibraries()]) addLibrary(environment, library);
  }
  return environment;
}

/** Errors that the server has as well. Any other may only say that something is not known here: it may well be there. */
const serverErrors = new Set([
  'no_such_key',
  'index_out_of_range',
  'division_by_zero',
  'modulo_by_zero',
  'numeric_overflow',
  'index_out_of_bounds',
  'invalid_duration',
  'invalid_timestamp',
  'int_conversion_error',
  'uint_conversion_error',
  'double_conversion_error',
  'bool_conversion_error',
  'optional_value_missing',
  'library_error',
]);

const programs = new Map<string, Program | undefined>();

/** Compiled once, however many objects it is asked of; undefined of what cannot be read here. */
function programOf(expression: string): Program | undefined {
  if (!programs.has(expression)) {
    let program: Program | undefined;
    try {
      program = engine().parse(inDialect(expression)) as Program;
    } catch {
      // A function or a form that is not known here: nothing can be said.
    }
    programs.set(expression, program);
  }
  return programs.get(expression);
}

/** A value that may be there, and is not. */
export function absent(): unknown {
  return cel().Optional.none();
}

/** A value that may be there, and is. */
export function present(value: unknown): unknown {
  return cel().Optional.of(value);
}

export function evaluated(expression: string, context: Readonly<Record<string, unknown>>): Outcome {
  const program = programOf(expression);
  if (program === undefined || isEndless(expression, context.self)) return { kind: 'undecided' };
  try {
    return { kind: 'value', value: program(context) };
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (code === undefined || !serverErrors.has(code)) return { kind: 'undecided' };
    return { kind: 'error', why: message.split('\n')[0] as string };
  }
}
