import { isRecord } from '../core/json.ts';

/** A value as TypeScript writes it: short ones on a line, long ones over several. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return textLiteral(value, indent);
  if (Array.isArray(value))
    return wrapped(
      value.map((each) => literal(each, `${indent}  `)),
      '[',
      ']',
      indent,
    );
  if (!isRecord(value)) return typeof value === 'bigint' ? `${value}n` : String(JSON.stringify(value));
  const entries = Object.entries(value).map(
    ([key, each]) => `${keyLiteral(key)}: ${literal(each, `${indent}  `)}`,
  );
  return wrapped(entries, '{', '}', indent);
}

const widest = 100;

function wrapped(parts: readonly string[], open: string, close: string, indent: string): string {
  if (parts.length === 0) return open + close;
  const pad = open === '{' ? ' ' : '';
  const line = `${open}${pad}${parts.join(', ')}${pad}${close}`;
  if (line.length + indent.length <= widest && !line.includes('\n')) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close}`;
}

function keyLiteral(key: string): string {
  // As a plain field it would be the prototype.
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

/** Texts of several lines are lists of lines: a template would take the indent for its own. */
function textLiteral(text: string, indent: string): string {
  const lines = text.split('\n');
  if (lines.length < 3) return quoted(text);
  const inner = `${indent}  `;
  return `[\n${lines.map((line) => `${inner}${quoted(line)},\n`).join('')}${indent}].join('\\n')`;
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
