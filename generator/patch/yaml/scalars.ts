import type { Scalar } from 'yaml';
import { quotedText, scalarText } from '../../manifest/write.ts';
import type { Source } from './source.ts';

/** A text in the quotes or block that it had; undefined where that cannot hold it, or where it had none. */
export function restyled(node: Scalar, value: unknown, source: Source, flow: boolean): string | undefined {
  const [start = 0, end = start] = node.range ?? [];
  const was = source.slice(start, end);
  if (typeof value !== 'string') return undefined;
  switch (node.type) {
    case 'QUOTE_SINGLE':
      return /^[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/.test(value)
        ? `'${value.replaceAll("'", "''")}'`
        : undefined;
    case 'QUOTE_DOUBLE':
      return quotedText(value);
    case 'BLOCK_LITERAL':
      return flow ? undefined : block(was, value, (body) => literalLines(body, value));
    case 'BLOCK_FOLDED':
      return flow ? undefined : block(was, value, (body) => foldedLines(body, value));
    default:
      return undefined;
  }
}

/** An unquoted text or a value of another type, where it stands on one line. */
export function plainScalar(value: unknown): string | undefined {
  const text = scalarText(value, '');
  return text.includes('\n') ? undefined : text;
}

interface Body {
  readonly lines: readonly string[];
  readonly indent: string;
}

/** A block with another text in it: header, indent and the lines that stay are as they were. */
function block(
  was: string,
  value: string,
  linesOf: (body: Body) => readonly string[] | undefined,
): string | undefined {
  const headEnd = was.indexOf('\n');
  const header = was.slice(0, headEnd).replace(/\r$/, '');
  // Told how deep it is indented, or to keep every line at its end: rare, and not worth a mistake.
  if (headEnd < 0 || !/^[|>][-+]?(\s+#.*)?$/.test(header) || header[1] === '+') return undefined;
  if (
    value.trim() === '' ||
    /^[ \t\n]/.test(value) ||
    /\n\n$/.test(value) ||
    /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd]/.test(value)
  )
    return undefined;
  const lines = was
    .slice(headEnd + 1)
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  const indent = /^ */.exec(lines.find((line) => line.trim() !== '') ?? '')?.[0] ?? '';
  if (indent === '') return undefined;
  const body = linesOf({ lines, indent });
  if (body === undefined) return undefined;
  const chomp = value.endsWith('\n') ? '' : '-';
  const head = `${header[0]}${chomp}${header.slice(1).replace(/^-/, '')}`;
  return `${head}\n${body.join('\n')}\n`;
}

function literalLines({ lines, indent }: Body, value: string): readonly string[] {
  const known = new Map(lines.map((line) => [line.slice(indent.length), line]));
  return value
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => known.get(line) ?? (line === '' ? '' : indent + line));
}

/** Paragraphs that stay keep their lines; one that changes becomes one line. */
function foldedLines({ lines, indent }: Body, value: string): readonly string[] | undefined {
  const bare = lines.map((line) => line.slice(indent.length).replace(/\r$/, ''));
  if (bare.some((line) => /^[ \t]/.test(line))) return undefined;
  const paragraphs = new Map<string, readonly string[]>();
  let current: string[] = [];
  for (const [index, line] of [...bare, ''].entries()) {
    if (line !== '') current.push(lines[index] as string);
    else if (current.length > 0) {
      paragraphs.set(current.map((each) => each.slice(indent.length)).join(' '), current);
      current = [];
    }
  }
  const wanted = value.replace(/\n$/, '').split('\n');
  if (wanted.some((line) => /^[ \t]/.test(line))) return undefined;
  const made: string[] = [];
  for (const [index, text] of wanted.entries()) {
    // One line break between two paragraphs is written as an empty line.
    if (index > 0) made.push('');
    if (text !== '') made.push(...(paragraphs.get(text) ?? [indent + text]));
  }
  return made;
}
