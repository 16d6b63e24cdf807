import type { Document, Node } from 'yaml';
import { finding } from '../../core/codes.ts';
import type { Place } from '../../core/finding.ts';
import { PatchError } from '../../core/problem.ts';
import { isTooDeep, yaml } from '../../manifest/yaml.ts';
import { keyText, someNode, startOf } from './nodes.ts';

export interface ParsedText {
  readonly documents: readonly Document[];
  readonly at: (offset: number) => Place;
}

/** The documents of a text with the tokens they were made of; an error where it is no YAML. */
export function parsed(text: string, file: string): ParsedText {
  if (isTooDeep(text)) throw unreadable(file, 1, 1, 'it nests too deep to be read');
  const made = asFarAsItGoes(text, file);
  for (const { errors, contents } of made.documents) {
    const [broken] = errors;
    const twice = broken === undefined ? keyThatIsThereTwice(contents) : undefined;
    if (broken === undefined && twice === undefined) continue;
    const { line = 1, column = 1 } = made.at(broken?.pos[0] ?? startOf(twice as Node));
    throw unreadable(file, line, column, broken?.message ?? `the key ${keyText(twice)} is there twice`);
  }
  return made;
}

/** The same of a text that may be broken here and there: what can be read is there. */
export function asFarAsItGoes(text: string, file: string): ParsedText {
  const { LineCounter, parseAllDocuments } = yaml();
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  if (isTooDeep(text)) return { documents: [], at };
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    keepSourceTokens: true,
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: false,
    // The library compares every key with every other one.
    uniqueKeys: false,
  }) as readonly Document[];
  return { documents: Array.isArray(documents) ? documents : [], at };
}

function keyThatIsThereTwice(contents: unknown): Node | undefined {
  const { isMap } = yaml();
  let twice: Node | undefined;
  someNode(contents, (node) => {
    if (!isMap(node)) return false;
    const seen = new Set<string>();
    for (const { key } of node.items) {
      const text = keyText(key);
      // A merge key may stand more than once.
      if (seen.has(text) && text !== '<<') twice ??= key as Node;
      seen.add(text);
    }
    return twice !== undefined;
  });
  return twice;
}

export function unreadable(file: string, line: number, column: number, why: string): PatchError {
  return new PatchError([
    finding('patch/unreadable', `${file}:${line}:${column}: ${why}`, { source: { file, line, column } }),
  ]);
}
