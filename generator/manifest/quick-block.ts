import { code, unsure } from './quick-signs.ts';

export interface Block {
  readonly value: string;
  /** Where its last line ends, and how many there are. */
  readonly end: number;
  readonly lines: number;
}

/** A literal block behind `from`, whose first line says how far it is indented; `sign` is what stands behind its bar. */
export function literalBlock(text: string, sign: string, from: number, indent: number): Block {
  if (sign !== '' && sign !== '-' && sign !== '+') throw unsure;
  const lines: string[] = [];
  let inner = -1;
  let start = from + 1;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    // What the last line means without a line end, others may say.
    if (end < 0) throw unsure;
    let first = start;
    while (first < end && text.charCodeAt(first) === code.space) first++;
    const blank = first === end;
    if (blank && inner < 0 && first > start) throw unsure;
    if (!blank) {
      if (inner < 0) inner = first - start;
      if (inner <= indent) throw unsure;
      if (first - start < inner) break;
    }
    lines.push(blank && first - start <= inner ? '' : text.slice(start + Math.max(inner, 0), end));
    start = end + 1;
  }
  if (inner < 0) throw unsure;
  return { value: chomped(lines, sign), end: start - 1, lines: lines.length };
}

function chomped(lines: string[], sign: string): string {
  let blank = 0;
  while (lines[lines.length - 1 - blank] === '') blank++;
  const body = lines.slice(0, lines.length - blank).join('\n');
  if (sign === '-') return body;
  return sign === '+' ? `${body}\n${'\n'.repeat(blank)}` : `${body}\n`;
}
