import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAhead } from '../project/read-ahead.ts';
import type { Bytes } from '../write/bytes.ts';
import type { Tree } from '../write/tree.ts';

/** Files of an output, read by a thread of their own while what they should hold is judged. */
export class Early {
  readonly #root: string;
  readonly #tree: Tree;
  #places: ReadonlyMap<string, number> = new Map();
  #text: (index: number) => string = () => '';

  constructor(root: string, tree: Tree) {
    this.#root = root;
    this.#tree = tree;
  }

  /** Begins with what will be asked for, in this order. */
  begin(paths: Iterable<string>): void {
    const there = [...paths].filter((path) => this.#tree.exists(path));
    this.#places = new Map(there.map((path, index) => [path, index]));
    this.#text = readAhead(
      there.map((path) => join(this.#root, path)),
      (path) => readFileSync(path, 'utf8'),
    );
  }

  /** Whether a file holds this text. What is no text, or cannot be read, is looked at by who decides. */
  holds(path: string, content: Bytes): boolean {
    const index = this.#places.get(path);
    if (index === undefined || typeof content !== 'string') return false;
    try {
      // Bytes that are no text are read as this character.
      return !content.includes('\ufffd') && this.#text(index) === content;
    } catch {
      return false;
    }
  }
}
