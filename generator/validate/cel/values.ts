import { define, isRecord, own } from '../../core/json.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { evaluated } from './engine.ts';

/** A value as CEL has it: whole numbers are integers, fields have names that an expression can say. */
export function celValue(value: unknown, schema: ReleaseSchema | undefined): unknown {
  if (typeof value === 'number') return isWhole(value, schema) ? BigInt(value) : value;
  if (typeof value === 'string') return textValue(value, schema?.node.format);
  if (Array.isArray(value)) return value.map((item) => celValue(item, schema?.items()));
  if (!isRecord(value)) return value;
  const structure = schema?.structure === true;
  const fields: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const below = schema?.field(name) ?? schema?.values();
    define(fields, structure ? escaped(name) : name, celValue(own(value, name), below));
  }
  return fields;
}

/** What CEL makes of texts of these formats. */
const conversions: Readonly<Record<string, string>> = {
  date: 'timestamp(text + "T00:00:00Z")',
  'date-time': 'timestamp(text)',
  datetime: 'timestamp(text)',
  duration: 'duration(text)',
};

/** Times and durations are values of their own, bytes are bytes; what cannot be read stays a text. */
function textValue(text: string, format: string | undefined): unknown {
  if (format === 'byte') return Buffer.from(text, 'base64');
  const conversion = format === undefined ? undefined : conversions[format];
  if (conversion === undefined) return text;
  const outcome = evaluated(conversion, { text });
  return outcome.kind === 'value' ? outcome.value : text;
}

function isWhole(value: number, schema: ReleaseSchema | undefined): boolean {
  return Number.isInteger(value) && schema?.node.type !== 'number';
}

const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** How an expression says a field: `a-b` is `a__dash__b`. */
export function escaped(name: string): string {
  if (reserved.has(name)) return `__${name}__`;
  if (!/__|[.\-/]/.test(name)) return name;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}
