import { createRequire } from 'node:module';

let loaded: typeof import('yaml') | undefined;

/** The package `yaml`, loaded when something is first read: a run that reads no YAML does without. */
export function yaml(): typeof import('yaml') {
  loaded ??= createRequire(import.meta.url)('yaml') as typeof import('yaml');
  return loaded;
}

/** Deeper than anything anybody writes, and than the parser's recursion survives: beyond it the whole process would die. */
const deepest = 1000;

/** Whether a text nests so deep that it must not be parsed. Only suspicious texts are looked at closely. */
export function isTooDeep(text: string): boolean {
  if (!/\n {1000}|(?:[-?] ?){500}/.test(text) && countOf(text, /[[{]/g) < deepest) return false;
  let flow = 0;
  let line = 0;
  for (const token of new (yaml().Lexer)().lex(text)) {
    const [first] = token;
    if (first === '\n' || first === '\r') line = 0;
    else if (first === ' ') line += token.length;
    else if (token === '[' || token === '{') flow++;
    else if (token === ']' || token === '}') flow--;
    else if (token === '-' || token === '?') line++;
    if (flow + line > deepest) return true;
  }
  return false;
}

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  for (const _ of text.matchAll(pattern)) if (++count >= deepest) break;
  return count;
}
