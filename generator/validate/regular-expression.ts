import { createRequire } from 'node:module';

export type Matches = (text: string) => boolean;

const known = new Map<string, Matches | undefined>();

/** What the server makes of a pattern (RE2, in linear time); undefined of one that it cannot read. */
export function matcher(pattern: string): Matches | undefined {
  if (!known.has(pattern)) known.set(pattern, compiled(pattern));
  return known.get(pattern);
}

/**
 * JavaScript's own expressions are faster, and may take for ever, or mean something else. These neither can nor do: literals and
 * classes of ASCII between the ends of a text, each at most a few times repeated, nothing in groups, no dot.
 */
const harmless =
  /^\^(?:[A-Za-z0-9_/:@ -]|\\[.\-/]|\[(?:[A-Za-z0-9_.:/@-])+\](?:[+*?]|\{\d{1,3}(?:,\d{0,3})?\})?)*\$$/;

function compiled(pattern: string): Matches | undefined {
  if (harmless.test(pattern) && (pattern.match(/\][+*{]/g) ?? []).length <= 2) {
    const native = new RegExp(pattern);
    return (text) => native.test(text);
  }
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
  try {
    const expression = RE2JS.compile(pattern);
    return (text) => expression.matcher(text).find();
  } catch {
    return undefined;
  }
}

/** Every place where a pattern matches; undefined of one that the server cannot read. */
export function findIn(pattern: string, text: string): readonly string[] | undefined {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
  try {
    const found: string[] = [];
    const all = RE2JS.compile(pattern).matcher(text);
    while (all.find()) found.push(all.group() ?? '');
    return found;
  } catch {
    return undefined;
  }
}
