import type { Environment } from '@marcbachmann/cel-js';

/** What is added to an environment: types first, then functions over them. */
export interface Library {
  readonly types?: Readonly<Record<string, new (...given: never[]) => object>>;
  /** A name that stands before functions: `sets.contains(…)`. */
  readonly namespaces?: Readonly<Record<string, object>>;
  readonly functions: Readonly<Record<string, (...given: never[]) => unknown>>;
  readonly operators?: Readonly<Record<string, (...given: never[]) => unknown>>;
}

export function addLibrary(environment: Environment, library: Library): void {
  for (const [name, type] of Object.entries(library.types ?? {})) environment.registerType(name, type);
  for (const [name, value] of Object.entries(library.namespaces ?? {})) {
    environment.registerType(value.constructor.name, value.constructor as never);
    environment.registerConstant(name, value.constructor.name, value);
  }
  for (const [signature, handler] of Object.entries(library.functions))
    environment.registerFunction(signature, handler);
  for (const [signature, handler] of Object.entries(library.operators ?? {}))
    environment.registerOperator(signature, handler as never);
}

/** An error that the server has as well. */
export function celError(message: string): Error {
  return Object.assign(new Error(message), { code: 'library_error' });
}
