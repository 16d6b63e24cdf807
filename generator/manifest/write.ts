import { byText } from '../core/compare.ts';
import { hasHalfCharacter } from '../core/json.ts';
import { isAmbiguous } from './scalar.ts';

/**
 * Plain data as YAML text: block style, keys in one order whatever theirs was, lists as they are. Written by hand because
 * a library builds a tree of nodes first and takes ten times as long; a fuzzer holds that other readers read the same.
 */
export function yamlText(documents: readonly unknown[]): string {
  return documents.map(documentText).join('---\n');
}

function documentText(value: unknown): string {
  if (isMap(value) && !isEmpty(value)) return entries(value, '', '');
  if (Array.isArray(value) && value.length > 0) return items(value, '', '');
  return `${scalarText(value, '')}\n`;
}

type Plain = Readonly<Record<string, unknown>>;

function isMap(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(map: Plain): boolean {
  for (const key in map) if (map[key] !== undefined) return false;
  return true;
}

/** `lead` stands before the first entry in place of the indent: nothing where a list item has begun the line. */
function entries(map: Plain, indent: string, lead: string): string {
  let text = '';
  let before = lead;
  for (const key of sorted(Object.keys(map))) {
    const value = map[key];
    if (value === undefined) continue;
    const named = keyText(key);
    text += before + named + (named.endsWith('\n') ? indent : '') + after(value, indent);
    before = indent;
  }
  return text;
}

function items(list: readonly unknown[], indent: string, lead: string): string {
  let text = '';
  let before = lead;
  const inner = `${indent}  `;
  for (const item of list) {
    if (Array.isArray(item) && item.length > 0) text += `${before}- ${items(item, inner, '')}`;
    else if (isMap(item) && !isEmpty(item)) text += `${before}- ${entries(item, inner, '')}`;
    else text += `${before}- ${scalarText(item, inner)}\n`;
    before = indent;
  }
  return text;
}

/** What follows a key and its colon. A list stands at the key's own column, as kustomize writes it. */
function after(value: unknown, indent: string): string {
  if (typeof value === 'string') return `: ${stringText(value, `${indent}  `)}\n`;
  if (Array.isArray(value) && value.length > 0) return `:\n${items(value, indent, indent)}`;
  if (isMap(value) && !isEmpty(value)) return `:\n${entries(value, `${indent}  `, `${indent}  `)}`;
  return `: ${scalarText(value, `${indent}  `)}\n`;
}

/** A value that is no map or list with content; the lines of a block begin with the indent. */
export function scalarText(value: unknown, indent: string): string {
  if (typeof value === 'string') return stringText(value, indent);
  if (typeof value === 'number' && Number.isFinite(value)) return numberText(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value === null) return 'null';
  if (Array.isArray(value)) return '[]';
  if (isMap(value)) return '{}';
  throw new TypeError(`${typeof value === 'number' ? value : typeof value} cannot be written as YAML`);
}

/** With a point before an exponent: YAML 1.1 reads `1e+21` as text. */
export function numberText(value: number): string {
  const text = String(Object.is(value, -0) ? 0 : value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

const keys = new Map<string, string>();

/** Few keys come again and again; a map of many others must not grow without end. */
export function keyText(key: string): string {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const inline = isPlain(key) ? key : quotedText(key);
  // Readers look only so far for the colon of a simple key.
  const text = inline.length > 1000 ? `? ${inline}\n` : inline;
  if (keys.size < 5000 && inline.length <= 1000) keys.set(key, text);
  return text;
}

/** No indicator, blank, colon or hash: the common case, told in one step. */
const simple = /^[A-Za-z_/.$(0-9][\w/.$()=,@+*%^~;?&|<>{}[\]-]*$/;
const plain = /^[A-Za-z_/.$(0-9+-][\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;

/** Whether a text is written without quotes, and means itself. */
export function isPlain(text: string): boolean {
  if (simple.test(text)) return !isAmbiguous(text) && text !== '...';
  if (!plain.test(text) || isAmbiguous(text)) return false;
  return !/: | #|:$| $|^---|^[-+.]([ ]|$)/.test(text);
}

function stringText(text: string, indent: string): string {
  if (isPlain(text)) return text;
  return literal.test(text) && !awkward.test(text) ? block(text, indent) : quotedText(text);
}

/** Several lines, each printable: readable as they are. */
const literal =
  /^[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*\n[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/;
/** Blanks where a reader would look for the indentation, or lines that are blank but not empty. */
const awkward = /^\n*[ \t]|^\n*$|\n[ \t]+(\n|$)/;

function block(text: string, indent: string): string {
  let end = 0;
  while (text.charAt(text.length - 1 - end) === '\n') end++;
  const body = text.slice(0, text.length - end).replace(/\n(?=[^\n])/g, `\n${indent}`);
  const chomp = end === 0 ? '-' : end === 1 ? '' : '+';
  return `|${chomp}\n${indent}${body}${'\n'.repeat(Math.max(0, end - 1))}`;
}

/** In double quotes. JSON's escapes are YAML's; what JSON lets stand and YAML does not is escaped as well. */
export function quotedText(text: string): string {
  if (hasHalfCharacter(text)) throw new TypeError('text with half a character cannot be written as YAML');
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const first: ReadonlyMap<string, number> = new Map(
  ['apiVersion', 'kind', 'metadata', 'name', 'namespace'].map((key, index) => [key, index]),
);

function before(a: string, b: string): number {
  const [left, right] = [first.get(a) ?? first.size, first.get(b) ?? first.size];
  return left === right ? byText(a, b) : left - right;
}

/** What an object is comes first, its name next; the rest by code point. Most maps are in order already. */
function sorted(names: string[]): readonly string[] {
  for (let index = 1; index < names.length; index++)
    if (before(names[index - 1] as string, names[index] as string) > 0) return names.sort(before);
  return names;
}
