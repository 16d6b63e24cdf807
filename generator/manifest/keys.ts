const size = 1024;
const longest = 40;
const known: (string | undefined)[] = new Array<string | undefined>(size).fill(undefined);

/**
 * The key between two places of a text. Manifests have few keys, thousands of times: of one that was read before no text is made, and
 * nobody has to look up which key it is.
 */
export function keyIn(text: string, from: number, to: number): string {
  const length = to - from;
  if (length === 0 || length > longest) return text.slice(from, to);
  const middle = text.charCodeAt(from + (length >> 1));
  const place =
    (length * 31 + text.charCodeAt(from) * 7 + text.charCodeAt(to - 1) * 131 + middle * 17) & (size - 1);
  const before = known[place];
  if (before !== undefined && before.length === length && text.startsWith(before, from)) return before;
  // A key of an object is kept once by the engine, apart from the text that it was found in.
  const [key] = Object.keys({ [text.slice(from, to)]: 0 }) as [string];
  known[place] = key;
  return key;
}
