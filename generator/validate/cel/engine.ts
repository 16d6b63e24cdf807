import { createRequire } from 'node:module';
import type { Environment } from '@marcbachmann/cel-js';
import { inDialect } from './dialect.ts';
import { registerLibraries } from './libraries.ts';

/** What a rule comes to: a value, an error as the server would have one, or that it cannot be decided here. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly why: string }
  | { readonly kind: 'undecided' };

type Program = (context: Readonly<Record<string, unknown>>) => unknown;

let environment: Environment | undefined;

/** The package that evaluates CEL, loaded when a rule is first met. */
function engine(): Environment {
  if (environment === undefined) {
    const { Environment: Engine } = createRequire(import.meta.url)(
      '@marcbachmann/cel-js',
    ) as typeof import('@marcbachmann/cel-js');
    environment = new Engine({
      unlistedVariablesAreDyn: true,
      homogeneousAggregateLiterals: false,
      enableOptionalTypes: true,
    });
    registerLibraries(environment);
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
  'empty_list',
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

export function evaluated(expression: string, context: Readonly<Record<string, unknown>>): Outcome {
  const program = programOf(expression);
  if (program === undefined) return { kind: 'undecided' };
  try {
    return { kind: 'value', value: program(context) };
  } catch (error) {
    const { code, message } = error as { readonly code?: string; readonly message: string };
    if (code === undefined || !serverErrors.has(code)) return { kind: 'undecided' };
    return { kind: 'error', why: message.split('\n')[0] as string };
  }
}
