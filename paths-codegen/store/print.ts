import { isRecord } from '../../generator/core/json.ts';
import type { FactsFile } from '../../generator/facts/format.ts';

/** Facts as text: a line a kind, a line a field, so that a change of one field is a change of one line. */
export function printFacts(file: FactsFile): string {
  const { kinds, definitions, ...head } = file;
  const lines = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  lines.push(`"kinds":${list(kinds.map((kind) => JSON.stringify(kind)))}`);
  lines.push(
    `"definitions":${map(Object.entries(definitions).map(([id, each]) => [id, printDefinition(each)]))}`,
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}

function printDefinition(definition: object): string {
  const parts = Object.entries(definition).map(([key, value]) => {
    const fields = key === 'fields' && isRecord(value);
    return `${JSON.stringify(key)}:${fields ? map(Object.entries(value).map(([name, each]) => [name, JSON.stringify(each)])) : JSON.stringify(value)}`;
  });
  return `{${parts.join(',')}}`;
}

function list(items: readonly string[]): string {
  return items.length === 0 ? '[]' : `[\n${items.join(',\n')}\n]`;
}

function map(entries: readonly (readonly [string, string])[]): string {
  return entries.length === 0
    ? '{}'
    : `{\n${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',\n')}\n}`;
}

/** Small tables people read: two spaces, sorted by the caller. */
export function printTable(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
