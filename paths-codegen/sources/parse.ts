import { LineCounter, parseAllDocuments } from 'yaml';
import { finding } from '../../generator/core/codes.ts';
import type { Finding } from '../../generator/core/finding.ts';
import { isRecord } from '../../generator/core/json.ts';
import { isTooDeep } from '../../generator/manifest/yaml.ts';
import type { SourceDocument } from './document.ts';

/** A parsed object and the text it came from. */
export interface ParsedObject {
  readonly object: Readonly<Record<string, unknown>>;
  readonly file: string;
  readonly line: number;
}

export interface ParseResult {
  readonly objects: readonly ParsedObject[];
  readonly findings: readonly Finding[];
}

/** All objects of a text: JSON, or YAML of many documents; `List`s are opened. */
export function parse({ name, text }: SourceDocument): ParseResult {
  if (/^\s*\{/.test(text)) {
    try {
      return { objects: opened(JSON.parse(text), name, 1), findings: [] };
    } catch {
      // flow-style YAML begins with a brace as well
    }
  }
  if (isTooDeep(text)) return refused(name, 'it nests too deep to be read');
  try {
    return fromYaml(name, text);
  } catch (error) {
    // Nested too deep, or aliases that would expand without end: the parser gives up on the whole text.
    const why = error instanceof Error ? error.message : String(error);
    return refused(name, why);
  }
}

function refused(name: string, why: string): ParseResult {
  return {
    objects: [],
    findings: [finding('import/unreadable', `${name}: ${why}`, { source: { file: name } })],
  };
}

function fromYaml(name: string, text: string): ParseResult {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const objects: ParsedObject[] = [];
  const findings: Finding[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [broken] = document.errors;
    if (broken === undefined) {
      const { line } = lines.linePos(document.contents?.range?.[0] ?? 0);
      objects.push(...opened(document.toJS({ maxAliasCount: 1000 }), name, line));
      continue;
    }
    const { line, col } = lines.linePos(broken.pos[0]);
    const source = { file: name, line, column: col };
    findings.push(finding('import/unreadable', `${name}:${line}:${col}: ${broken.message}`, { source }));
  }
  return { objects, findings };
}

function opened(value: unknown, file: string, line: number): readonly ParsedObject[] {
  if (!isRecord(value)) return [];
  const { kind, items } = value;
  if (
    typeof kind === 'string' &&
    kind.endsWith('List') &&
    Array.isArray(items) &&
    items.every((each) => isRecord(each) && 'kind' in each)
  )
    return items.flatMap((each) => opened(each, file, line));
  return [{ object: value, file, line }];
}
