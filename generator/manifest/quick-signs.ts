/** Thrown where the quick reader is not sure. */
export const unsure: unique symbol = Symbol('not surely read');

export const code = {
  space: 32,
  quote: 34,
  hash: 35,
  apostrophe: 39,
  comma: 44,
  dash: 45,
  colon: 58,
  openList: 91,
  closeList: 93,
  openMap: 123,
  closeMap: 125,
  bar: 124,
} as const;

/** What a text without quotes may begin with, for sure. */
export const begins: readonly boolean[] = Array.from({ length: 128 }, (_, each) =>
  /[A-Za-z0-9_./$()+;=<^~\\]/.test(String.fromCharCode(each)),
);

export const deepest = 60;

/** Behind the quote that closes one, on the same line. */
export function closingQuote(text: string, from: number, end: number): number {
  const quote = text.charCodeAt(from);
  for (let at = from + 1; at < end; at++) {
    const each = text.charCodeAt(at);
    if (each === 92 && quote === code.quote) at++;
    else if (each === quote) {
      if (quote === code.quote || text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    }
  }
  throw unsure;
}

/** What stands between quotes. */
export function unquoted(text: string, from: number, close: number): string {
  const inner = text.slice(from + 1, close - 1);
  if (text.charCodeAt(from) === code.apostrophe)
    return inner.includes("''") ? inner.replaceAll("''", "'") : inner;
  if (!inner.includes('\\')) return inner;
  // Of the escapes those that JSON has mean the same.
  if (/\\(?!["\\/bfnrt]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4})/.test(inner.replace(/\\\\/g, ''))) throw unsure;
  return JSON.parse(`"${inner}"`) as string;
}

/** A key that merges, that is none of an object's own, or that is there already. */
export function isOdd(name: string, map: object): boolean {
  return name === '<<' || name === '__proto__' || Object.hasOwn(map, name);
}
