import { isRecord } from '../../core/json.ts';
import type { FieldChange } from '../../difference/fields.ts';
import { yamlText } from '../../manifest/write.ts';
import { align } from '../../patch/json/align.ts';
import { harmless } from './words.ts';

/** A line of a field: what it was, what it is, or where it is. */
export interface Line {
  readonly sign: '-' | '+' | ' ';
  readonly text: string;
}

/** More lines than this are no longer read. */
const most = 40;

/** How a field changed: on one line each where that is enough, else the lines of it that differ. */
export function linesOf(change: FieldChange): readonly Line[] {
  const [was, is] = [textOf(change.before), textOf(change.after)];
  const lines = [
    ...('before' in change && !('after' in change) ? signed('-', was) : []),
    ...('after' in change && !('before' in change) ? signed('+', is) : []),
    ...('before' in change && 'after' in change ? between(was, is) : []),
  ];
  const left = lines.length - most;
  return left > 1 ? [...lines.slice(0, most), { sign: ' ', text: `… ${left} more lines` }] : lines;
}

/** Lines of both, those that are in both left out. */
function between(before: readonly string[], after: readonly string[]): readonly Line[] {
  // What is hidden looks the same on both sides.
  if (before.join('\n') === after.join('\n')) return [...signed('-', before), ...signed('+', after)];
  const partners = align(before, after, undefined).map((partner, index) =>
    partner >= 0 && before[partner] === after[index] ? partner : -1,
  );
  const lines: Line[] = [];
  let at = 0;
  for (const [index, partner] of partners.entries()) {
    if (partner < 0) lines.push({ sign: '+', text: after[index] as string });
    else {
      lines.splice(lines.length - trailing(lines), 0, ...signed('-', before.slice(at, partner)));
      at = partner + 1;
      // What comes next is somewhere else.
      if (lines.length > 0 && lines.at(-1)?.sign !== ' ') lines.push({ sign: ' ', text: '…' });
    }
  }
  lines.splice(lines.length - trailing(lines), 0, ...signed('-', before.slice(at)));
  if (lines.at(-1)?.sign === ' ') lines.pop();
  return lines;
}

/** How many lines that are new stand at the end: what was in their place goes before them. */
function trailing(lines: readonly Line[]): number {
  let count = 0;
  while (lines[lines.length - 1 - count]?.sign === '+') count++;
  return count;
}

function signed(sign: Line['sign'], lines: readonly string[]): readonly Line[] {
  return lines.map((text) => ({ sign, text }));
}

function textOf(value: unknown): readonly string[] {
  const text =
    typeof value === 'string'
      ? value
      : isRecord(value) || Array.isArray(value)
        ? yamlText([value])
        : String(value);
  return harmless(text.replace(/\n$/, '')).split('\n');
}
