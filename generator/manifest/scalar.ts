/**
 * What plain YAML scalars mean. Readers disagree: YAML 1.1 knows `yes` and `1_000`, YAML 1.2 knows `0o7`; kubectl and the
 * GitOps engines read a mixture. What any of them could take for something else is written in quotes.
 */
const words: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

/** What some reader takes for a number or a date, less underscores and commas: of base 2, 8, 10, 16 and 60, a day. */
const numeric =
  /^[-+]?(?:\d*(?:\.\d*)?(?:[eE][-+]?\d*)?|0[xX][\da-fA-F]*|0[oO]\d*|0[bB]\d*|\d+(?::\d{1,2})+(?:\.\d*)?|\d{4}-\d{1,2}-\d{1,2}(?:[Tt ][-\d:. +TZ]*)?)$/;
const special = /^[-+]?(\.(inf|nan)?|\.?[eE][-+]?[0-9]+)$/i;

/** Whether some YAML reader would take the text, written without quotes, for something else than this text. */
export function isAmbiguous(text: string): boolean {
  if (text.length <= 5 && words.has(text.toLowerCase())) return true;
  const first = text.charCodeAt(0);
  // Digits, and the signs and the dot that may come before them.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46)
    return numeric.test(text.replace(/[_,]/g, '')) || special.test(text);
  // Some readers take an exponent alone for a number.
  if (first === 69 || first === 101) return /^[eE][-+]?[0-9]+$/.test(text);
  return text === '' || text === '~' || text === '=' || text === '<<';
}

type Plain = string | number | bigint | boolean | null;

const truths: ReadonlyMap<string, boolean | null> = new Map([
  ...spelt(['y', 'yes', 'true', 'on'], true),
  ...spelt(['n', 'no', 'false', 'off'], false),
  ...spelt(['null'], null),
  ['', null],
  ['~', null],
]);

function spelt<T>(texts: readonly string[], value: T): readonly (readonly [string, T])[] {
  return texts.flatMap((text) =>
    [text, `${text.charAt(0).toUpperCase()}${text.slice(1)}`, text.toUpperCase()].map(
      (each) => [each, value] as const,
    ),
  );
}

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/** What kubectl reads a plain scalar as: YAML 1.1 booleans, Go's integers, 64-bit integers exact, dates as text. */
export function readPlain(source: string): Plain {
  const truth = truths.get(source);
  if (truth !== undefined) return truth;
  const first = source.charCodeAt(0);
  if (!((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46)) return source;
  const text = source.replaceAll('_', '');
  const [, sign, digits] = integer.exec(text) ?? [];
  if (digits !== undefined) {
    const value = BigInt(digits.replace(/^0(?=[0-7]+$)/, '0o')) * (sign === '-' ? -1n : 1n);
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  return float.test(text) ? Number(text) : source;
}
