import { isRecord, own } from '../../core/json.ts';
import { keyText, numberText, quotedText, scalarText } from '../../manifest/write.ts';

/** How a file is written: how deep maps are indented, and how far the dashes of a list stand in from its key. */
export interface Style {
  readonly step: number;
  readonly dash: number;
}

/** A value as it stands after its key or dash: what goes on that line, and the lines below, each with its indent. */
export interface Rendered {
  readonly inline: string;
  readonly lines: readonly string[];
}

/** Below a key at a column. Keys keep their order. */
export function rendered(value: unknown, column: number, style: Style): Rendered {
  if (Array.isArray(value) && value.length > 0)
    return { inline: '', lines: items(value, column + style.dash, style) };
  if (isRecord(value) && present(value).length > 0)
    return { inline: '', lines: entries(value, column + style.step, style) };
  const [inline = '', ...lines] = scalarText(value, ' '.repeat(column + style.step)).split('\n');
  return { inline, lines };
}

/** After a dash at a column, `offset` characters before the value: a map begins on the line of its dash. */
export function renderedItem(value: unknown, column: number, style: Style, offset = 2): Rendered {
  const inner = column + offset;
  const block = Array.isArray(value) && value.length > 0 ? items(value, inner, style) : undefined;
  const map = isRecord(value) && present(value).length > 0 ? entries(value, inner, style) : undefined;
  const lines = block ?? map;
  if (lines === undefined) {
    const [inline = '', ...more] = scalarText(value, ' '.repeat(inner)).split('\n');
    return { inline, lines: more };
  }
  return { inline: (lines[0] as string).slice(inner), lines: lines.slice(1) };
}

/** The lines of a map's fields. */
export function entries(
  map: Readonly<Record<string, unknown>>,
  column: number,
  style: Style,
): readonly string[] {
  return present(map).flatMap((key) => pair(key, own(map, key), column, style));
}

export function pair(key: string, value: unknown, column: number, style: Style): readonly string[] {
  const indent = ' '.repeat(column);
  const named = keyText(key);
  const { inline, lines } = rendered(value, column, style);
  const head = named.endsWith('\n') ? `${indent}${named}${indent}:` : `${indent}${named}:`;
  return [...`${head}${inline === '' ? '' : ` ${inline}`}`.split('\n'), ...lines];
}

/** The lines of a list's items, their dashes at a column. */
export function items(list: readonly unknown[], column: number, style: Style): readonly string[] {
  return list.flatMap((item) => itemLines(item, column, style));
}

export function itemLines(item: unknown, column: number, style: Style, offset = 2): readonly string[] {
  const { inline, lines } = renderedItem(item, column, style, offset);
  const gap = ' '.repeat(Math.max(1, offset - 1));
  return [`${' '.repeat(column)}-${inline === '' ? '' : gap}${inline}`, ...lines];
}

function present(map: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(map).filter((key) => own(map, key) !== undefined);
}

/** Within braces or brackets, on one line; as JSON writes it where the file does. */
export function flowText(value: unknown, json: boolean): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, json)).join(', ')}]`;
  if (isRecord(value)) {
    const fields = present(value).map(
      (key) => `${flowString(key, json)}: ${flowText(own(value, key), json)}`,
    );
    return `{${fields.join(', ')}}`;
  }
  if (typeof value === 'string') return flowString(value, json);
  return typeof value === 'number' ? numberText(value) : String(value);
}

export function flowString(text: string, json: boolean): string {
  if (json || !/^[A-Za-z_/.][\w/.@%+ -]*$/.test(text) || text.endsWith(' ')) return quotedText(text);
  const written = scalarText(text, '');
  return written === text ? text : quotedText(text);
}

/** JSON over several lines, the first one bare, the others indented. */
export function prettyJson(value: unknown, indent: string, step: string): string {
  const inner = indent + step;
  if (Array.isArray(value) && value.length > 0)
    return `[\n${value.map((item) => inner + prettyJson(item, inner, step)).join(',\n')}\n${indent}]`;
  if (isRecord(value) && present(value).length > 0) {
    const fields = present(value).map(
      (key) => `${inner}${quotedText(key)}: ${prettyJson(own(value, key), inner, step)}`,
    );
    return `{\n${fields.join(',\n')}\n${indent}}`;
  }
  return flowText(value, true);
}
