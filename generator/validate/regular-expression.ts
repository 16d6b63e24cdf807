import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

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
  const expression = re2(pattern);
  return expression && ((text) => expression.matcher(text).find());
}

const expressions = new Map<string, RE2JS | undefined>();

/** Compiled once, by the package, which is loaded with the first; undefined of what is no expression. */
function re2(pattern: string): RE2JS | undefined {
  if (!expressions.has(pattern)) {
    const { RE2JS: Engine } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
    let expression: RE2JS | undefined;
    try {
      expression = Engine.compile(pattern);
    } catch {
      // said by whoever asks
    }
    expressions.set(pattern, expression);
  }
  return expressions.get(pattern);
}

/** Every place where a pattern matches; undefined of one that the server cannot read. */
export function findIn(pattern: string, text: string): readonly string[] | undefined {
  const all = re2(pattern)?.matcher(text);
  if (all === undefined) return undefined;
  const found: string[] = [];
  while (all.find()) found.push(all.group() ?? '');
  return found;
}
