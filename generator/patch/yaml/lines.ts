import type { Context } from './context.ts';

/** Where the line after a value begins. */
export function lineAfter({ source }: Context, end: number): number {
  return end > 0 && source.slice(end - 1, end) === '\n' ? end : source.nextLine(end);
}

export function removeLines(context: Context, start: number, end: number): void {
  const { source, edits } = context;
  edits.remove(source.lineStart(start), lineAfter(context, end));
}

export function insertLines({ source, edits }: Context, at: number, lines: readonly string[]): void {
  const text = lines.join(source.newline);
  const fresh = at === 0 || source.slice(at - 1, at) === '\n';
  edits.insert(at, fresh ? text + source.newline : source.newline + text);
}

/** Of each part, the last one up to it that stays; -1 where none does. */
export function lastKept(parts: readonly { readonly goes: boolean }[]): readonly number[] {
  let kept = -1;
  return parts.map(({ goes }, index) => {
    if (!goes) kept = index;
    return kept;
  });
}
