import type { Node, Pair } from 'yaml';
import { yaml } from '../../manifest/yaml.ts';
import { pointerText } from '../json/pointer.ts';
import { keyText } from './nodes.ts';
import { parsed } from './parse.ts';

/** What stands on a line of a text: which document, and the innermost value that the line is of. */
export interface LineOf {
  readonly document: number;
  readonly pointer: string;
}

/** Undefined where the text has no such line, or it is of no document. */
export function atLine(text: string, file: string, line: number): LineOf | undefined {
  const { documents, at } = parsed(text, file);
  const spans = (node: Node | null | undefined, from: Node | null | undefined = node): boolean => {
    const [start, end] = [from?.range?.[0], node?.range?.[1] ?? from?.range?.[1]];
    if (start === undefined || end === undefined) return false;
    return (at(start).line ?? 0) <= line && line <= (at(Math.max(start, end - 1)).line ?? 0);
  };
  const inside = (node: unknown, steps: readonly (string | number)[]): readonly (string | number)[] => {
    const { isMap, isSeq } = yaml();
    if (isMap(node)) {
      const pair = (node.items as readonly Pair[]).find(({ key, value }) =>
        spans(value as Node | null, key as Node),
      );
      return pair === undefined ? steps : inside(pair.value, [...steps, keyText(pair.key)]);
    }
    if (isSeq(node)) {
      const index = node.items.findIndex((item) => spans(item as Node));
      return index < 0 ? steps : inside(node.items[index], [...steps, index]);
    }
    return steps;
  };
  const document = documents.findIndex(({ contents }) => spans(contents as Node | null));
  if (document < 0) return undefined;
  return { document, pointer: pointerText(inside(documents[document]?.contents, [])) };
}
