import type { Document } from 'yaml';
import { finding } from '../../core/codes.ts';
import type { Place } from '../../core/finding.ts';
import { PatchError } from '../../core/problem.ts';
import { isTooDeep, yaml } from '../../manifest/yaml.ts';

export interface ParsedText {
  readonly documents: readonly Document[];
  readonly at: (offset: number) => Place;
}

/** The documents of a text with the tokens they were made of; an error where it is no YAML. */
export function parsed(text: string, file: string): ParsedText {
  if (isTooDeep(text)) throw unreadable(file, 1, 1, 'it nests too deep to be read');
  const { LineCounter, parseAllDocuments } = yaml();
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    keepSourceTokens: true,
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: false,
  }) as readonly Document[];
  for (const { errors } of documents) {
    const [broken] = errors;
    if (broken === undefined) continue;
    const { line = 1, column = 1 } = at(broken.pos[0]);
    throw unreadable(file, line, column, broken.message);
  }
  return { documents: Array.isArray(documents) ? documents : [], at };
}

export function unreadable(file: string, line: number, column: number, why: string): PatchError {
  return new PatchError([
    finding('patch/unreadable', `${file}:${line}:${column}: ${why}`, { source: { file, line, column } }),
  ]);
}
