import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripTypes } from './strip.ts';

/** How node is taught TypeScript, and that `plimsoll` is this one: by one set of functions, in whichever thread. */
interface Context {
  readonly parentURL?: string | undefined;
}

let cache: string | undefined;

export function initialize(data: { readonly cache: string | undefined }): void {
  cache = data.cache;
}

/** A stack and the command line must speak of the same package, however many are installed. */
export function resolve<Result>(
  specifier: string,
  context: Context,
  next: (specifier: string, context: Context) => Result,
): Result {
  const ours = specifier === 'plimsoll' || specifier.startsWith('plimsoll/');
  return next(specifier, ours ? { ...context, parentURL: import.meta.url } : context);
}

export function load<Result>(
  address: string,
  context: object,
  next: (address: string, context: object) => Result,
): Result | { readonly format: string; readonly source: string; readonly shortCircuit: true } {
  const plain = address.replace(/[?#].*$/, '');
  if (!plain.startsWith('file:') || !/\.m?ts$/.test(plain) || plain.includes('/node_modules/'))
    return next(address, context);
  const file = fileURLToPath(plain);
  const source = stripTypes(readFileSync(file, 'utf8'), file, cache);
  return { format: 'module', source, shortCircuit: true };
}
