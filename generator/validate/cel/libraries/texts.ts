import { findIn, matcher } from '../../regular-expression.ts';
import { celError, type Library } from './library.ts';

/** What Kubernetes adds to texts; expressions are RE2. */
export const texts: Library = {
  functions: {
    'string.charAt(int): string': (text: string, at: bigint) => {
      if (at < 0n || at > BigInt(text.length)) throw celError(`there is no character ${at}`);
      return text.charAt(Number(at));
    },
    'string.replace(string, string): string': (text: string, a: string, b: string) =>
      text.replaceAll(a, () => b),
    'string.replace(string, string, int): string': replaced,
    'string.find(string): string': (text: string, pattern: string) => found(text, pattern)[0] ?? '',
    'string.findAll(string): list<string>': (text: string, pattern: string) => found(text, pattern),
    'string.findAll(string, int): list<string>': (text: string, pattern: string, most: bigint) =>
      most < 0n ? found(text, pattern) : found(text, pattern).slice(0, Number(most)),
    'string.re2Matches(string): bool': matches,
  },
};

function replaced(text: string, a: string, b: string, most: bigint): string {
  if (most < 0n) return text.replaceAll(a, () => b);
  const parts = text.split(a);
  const times = Math.min(Number(most), parts.length - 1);
  return (
    parts.slice(0, times + 1).join(b) +
    parts
      .slice(times + 1)
      .map((part) => a + part)
      .join('')
  );
}

function found(text: string, pattern: string): readonly string[] {
  const all = findIn(pattern, text);
  if (all === undefined) throw celError(`${pattern} is no pattern that the server reads`);
  return all;
}

function matches(text: string, pattern: string): boolean {
  const match = matcher(pattern);
  if (match === undefined) throw celError(`${pattern} is no pattern that the server reads`);
  return match(text);
}
