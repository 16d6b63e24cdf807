import type { Symbol as TypeSymbol } from 'ts-morph';

/** What the comment of a property says, in one line. */
export function descriptionOf(symbol: TypeSymbol): string {
  const [declaration] = symbol.getDeclarations();
  const comments = symbol.compilerSymbol.getDocumentationComment(
    declaration?.getProject().getTypeChecker().compilerObject,
  );
  return comments
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The value of "Default: `x`", where it is one value that can be written down. */
export function defaultOf(text: string): unknown {
  const [, written] = /Default: `([^`]+)`[^`]*$/.exec(text) ?? [];
  if (written === undefined || /[<…]/.test(written)) return undefined;
  try {
    return JSON.parse(written);
  } catch {
    return /^[\w./%*:@-]+$/.test(written) ? written : undefined;
  }
}
