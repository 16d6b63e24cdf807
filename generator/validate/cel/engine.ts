import { createRequire } from 'node:module';
import type { Environment } from '@marcbachmann/cel-js';
import { isEndless } from './cost.ts';
import { inDialect } from './dialect.ts';
import { laterFunction } from './later.ts';
import { addresses } from './libraries/addresses.ts';
import { formatLibrary } from './libraries/formats.ts';
import { addLibrary } from './libraries/library.ts';
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
function environmentWith(unlistedVariablesAreDyn: boolean): Environment {
  const { Environment: Engine } = cel();
  return new Engine({
    unlistedVariablesAreDyn,
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
  });
}

let environment: Environment | undefined;

function engine(): Environment {
  if (environment === undefined) {
    environment = environmentWith(true);
    const { Optional } = cel();
    const formats = formatLibrary(Optional.of, Optional.none);
    for (const library of [lists, texts, sets, quantities, versions, addresses, urls, formats])
      addLibrary(environment, library);
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

/** Names that functions stand behind. */
const libraries = 'format sets ip cidr strings math lists base64'.split(' ');

/** What a rule of a custom resource may name. */
const ofRules = ['self', 'oldSelf', 'authorizer'];

/** What can be told of an expression without an object. */
export interface CheckedExpression {
  /** Why the server cannot read it; what only this package cannot read is no reason. */
  readonly wrong?: string;
  /** What it comes to, as far as it can be told: `bool`, `string`, `dyn`. */
  readonly type?: string;
}

/** Looks at an expression that knows some names, as the server of a release does. */
export function checkedExpression(
  expression: string,
  release: string | undefined,
  names: readonly string[] = ofRules,
): CheckedExpression {
  const later = laterFunction(expression, release);
  if (later !== undefined) return { wrong: `it can name ${later.name}() since ${later.since}` };
  const said = inDialect(expression);
  try {
    engine().parse(said);
  } catch (error) {
    return { wrong: error instanceof Error ? (error.message.split('\n')[0] as string) : String(error) };
  }
  const { valid, type, error } = checker(names).check(said) as {
    readonly valid: boolean;
    readonly type?: unknown;
    readonly error?: Error;
  };
  if (valid) return type === undefined ? {} : { type: String(type) };
  const [, name] = /^Unknown variable: (\w+)/.exec(error?.message ?? '') ?? [];
  return name === undefined ? {} : { wrong: `there is no ${name}; it knows ${names.join(', ')}` };
}

const strict = new Map<string, Environment>();

/** One that knows which names there are. */
function checker(names: readonly string[]): Environment {
  const key = names.join(' ');
  let made = strict.get(key);
  if (made === undefined) {
    made = environmentWith(false);
    for (const name of [...names, ...libraries])
      if (!made.hasVariable(name)) made.registerVariable(name, 'dyn');
    strict.set(key, made);
  }
  return made;
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
