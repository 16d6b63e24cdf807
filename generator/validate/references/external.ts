import { isLike } from '../sieve/glob.ts';

/** `Kind/name` or `Kind/namespace/name`, each with `*` for anything: what is in the cluster though it is not rendered. */
export class Externals {
  readonly #patterns: readonly (readonly string[])[];

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map((each) => each.split('/'));
  }

  has(kind: string, namespace: string | undefined, name: string): boolean {
    return this.#patterns.some(([ofKind = '', first = '', second]) => {
      if (!isLike(kind, ofKind)) return false;
      return second === undefined
        ? isLike(name, first)
        : isLike(namespace ?? '', first) && isLike(name, second);
    });
  }
}

/** What is wrong with such a text, for the config's own checks. */
export function wrongExternal(text: unknown): string | undefined {
  const steps = typeof text === 'string' ? text.split('/') : [];
  return (steps.length === 2 || steps.length === 3) && steps.every((step) => step !== '')
    ? undefined
    : `${JSON.stringify(text)} names nothing: write 'Kind/name' or 'Kind/namespace/name', with * for anything`;
}
