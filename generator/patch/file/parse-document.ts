import type { Document, Node } from 'yaml';
import type { Place } from '../../core/finding.ts';
import { readNode } from '../../manifest/read.ts';
import { yaml } from '../../manifest/yaml.ts';
import { Bare } from '../path/bare.ts';
import { parsed, unreadable } from '../yaml/parse.ts';

export interface ParsedPatches {
  /** Every document, unquoted scalars as `Bare`: what they are is decided where they are put. */
  readonly bare: readonly unknown[];
  /** The same as kubectl reads it. */
  readonly values: readonly unknown[];
  readonly place: (document: number) => Place;
  /** Of an item of a list under a key of a document. */
  readonly itemPlace: (document: number, key: string, item: number) => Place;
}

/** A file of patches, with the places of what is in it. */
export function parseDocument(text: string, file: string): ParsedPatches {
  const { documents, at } = parsed(text, file);
  const read = (document: Document, plain?: (source: string) => unknown): unknown => {
    try {
      return readNode(document, document.contents, plain);
    } catch (error) {
      const { line = 1, column = 1 } = place(document.contents);
      throw unreadable(file, line, column, (error as Error).message);
    }
  };
  const place = (node: unknown): Place => at((node as Node | null)?.range?.[0] ?? 0);
  return {
    bare: documents.map((document) => read(document, (source) => new Bare(source))),
    values: documents.map((document) => read(document)),
    place: (index) => place(documents[index]?.contents),
    itemPlace: (index, key, item) => {
      const contents = documents[index]?.contents;
      const { isMap, isSeq } = yaml();
      const list = isMap(contents) ? contents.get(key, true) : undefined;
      return place(isSeq(list) ? list.items[item] : contents);
    },
  };
}
