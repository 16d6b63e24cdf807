import { prefixLength } from './glob.ts';

/** What a substitution does with the value of its variable: `${name<function>…}`. Every one of them answers a text. */
export type SubstitutionFunction = (value: string, given: readonly string[]) => string;

const usual: SubstitutionFunction = (value, given) => (value === '' ? given.join('') : value);

export const functions: ReadonlyMap<string, SubstitutionFunction> = new Map<string, SubstitutionFunction>([
  ['', (value) => value],
  ['length', (value) => String(bytes(value).length)],
  [',', (value) => withFirst(value, (first) => first.toLowerCase())],
  [',,', (value) => value.toLowerCase()],
  ['^', (value) => withFirst(value, (first) => first.toUpperCase())],
  ['^^', (value) => value.toUpperCase()],
  [':', part],
  ['/', (value, [what = '', by = '']) => value.replace(what, () => by)],
  ['//', (value, [what = '', by = '']) => value.split(what).join(by)],
  [
    '/#',
    (value, [what = '', by]) =>
      by !== undefined && value.startsWith(what) ? by + value.slice(what.length) : value,
  ],
  [
    '/%',
    (value, [what = '', by]) =>
      by !== undefined && value.endsWith(what) ? value.slice(0, value.length - what.length) + by : value,
  ],
  ['#', (value, [pattern = '']) => value.slice(prefixLength(value, pattern, 'shortest'))],
  ['##', (value, [pattern = '']) => value.slice(prefixLength(value, pattern, 'longest'))],
  [
    '%',
    (value, [pattern = '']) =>
      turned(turned(value).slice(prefixLength(turned(value), turned(pattern), 'shortest'))),
  ],
  [
    '%%',
    (value, [pattern = '']) =>
      turned(turned(value).slice(prefixLength(turned(value), turned(pattern), 'longest'))),
  ],
  // Whatever the sign says elsewhere, here each of them is: when it is empty, this instead.
  ...['=', ':=', ':-', ':?', ':+'].map((sign) => [sign, usual] as const),
]);

/** Those that say what to take when there is no value. */
export function isDefault(name: string): boolean {
  return functions.get(name) === usual;
}

function part(value: string, [from = '', length]: readonly string[]): string {
  const all = bytes(value);
  const [start, count] = [whole(from), length === undefined ? all.length : whole(length)];
  if (start === undefined || count === undefined) return value;
  const first = start < 0 ? Math.max(0, all.length + start) : start;
  return Buffer.from(all.subarray(first, Math.max(first, first + count))).toString('utf8');
}

function whole(text: string): number | undefined {
  return /^[-+]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function withFirst(value: string, change: (first: string) => string): string {
  const [first = ''] = value;
  return change(first) + value.slice(first.length);
}

function turned(text: string): string {
  return [...text].reverse().join('');
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
