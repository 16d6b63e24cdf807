/**
 * An expression of the server in words that the package knows, and that mean the same:
 * `has(self.list[0].field)` as `("field" in self.list[0])` (what is before the field is evaluated, and the field looked for in it), and
 * `.matches(…)`, which the package has with JavaScript's expressions, as a function of ours. Texts in quotes stay.
 */
export function inDialect(expression: string): string {
  return rewritten(expression, ({ before, field }) =>
    /[[({]/.test(before) ? `("${field}" in ${inDialect(before)})` : undefined,
  );
}

/** The same, to look only at types: a field is looked at as one that is read, so that there has to be one. */
export function forChecking(expression: string): string {
  return rewritten(expression, ({ before, field }) => `(dyn(${forChecking(before)}.${field}) == null)`);
}

type Has = (argument: Argument) => string | undefined;

/** `has(…)` of a field in other words, where there are any. */
function rewritten(expression: string, has: Has): string {
  let made = '';
  let at = 0;
  while (at < expression.length) {
    const character = expression.charAt(at);
    if (character === '"' || character === "'") {
      const end = closingQuote(expression, at);
      made += expression.slice(at, end);
      at = end;
    } else if (expression.startsWith('.matches(', at)) {
      made += '.re2Matches(';
      at += '.matches('.length;
    } else {
      const begins = expression.startsWith('has(', at) && !/[\w.]$/.test(made);
      const found = begins ? argument(expression, at + 4) : undefined;
      const said = found && has(found);
      made += said ?? character;
      at = said === undefined ? at + 1 : (found?.end ?? at + 1);
    }
  }
  return made;
}

interface Argument {
  readonly before: string;
  readonly field: string;
  readonly end: number;
}

/** What stands in the parentheses, where it is something, a dot and a field. */
function argument(expression: string, start: number): Argument | undefined {
  let depth = 1;
  let at = start;
  while (at < expression.length && depth > 0) {
    const character = expression.charAt(at);
    if (character === '"' || character === "'") at = closingQuote(expression, at) - 1;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    at++;
  }
  if (depth > 0) return undefined;
  const inner = expression.slice(start, at - 1);
  const dot = inner.lastIndexOf('.');
  const [before, field] = [inner.slice(0, dot), inner.slice(dot + 1).trim()];
  return dot < 0 || !/^[A-Za-z_]\w*$/.test(field) ? undefined : { before, field, end: at };
}

/** An expression with its texts empty: what stands in quotes is no name. */
export function withoutTexts(expression: string): string {
  let made = '';
  let at = 0;
  while (at < expression.length) {
    const character = expression.charAt(at);
    const quoted = character === '"' || character === "'";
    made += quoted ? '""' : character;
    at = quoted ? closingQuote(expression, at) : at + 1;
  }
  return made;
}

/** Behind a text in quotes, three of them or one; in a raw one (`r"…"`) a backslash is only a character. */
export function closingQuote(text: string, start: number): number {
  const quote = text.charAt(start);
  const raw = /(^|\W)[rR]$/.test(text.slice(Math.max(0, start - 2), start));
  const mark = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
  let at = start + mark.length;
  while (at < text.length && !text.startsWith(mark, at)) at += text.charAt(at) === '\\' && !raw ? 2 : 1;
  return at + mark.length;
}
