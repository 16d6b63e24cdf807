import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { sha256Of } from '../core/sha256.ts';
import { filesIn, headOf, type Index, indexPath, type Owned } from './ownership.ts';

/** An index as it lies in an output. What it says of files is read when it is asked for. */
export interface Written {
  readonly index: Index;
  readonly sha256: string;
  readonly text: () => string;
}

/** So much text of indexes is kept, in characters, and what it says. */
const most = 2_000_000;

interface Kept {
  readonly text: string;
  files?: ReadonlyMap<string, Owned>;
}

/** Indexes that are asked for one after the other: a fleet has more files than anybody wants to hold, the last few clusters have not. */
export class Shelf {
  readonly #root: string;
  /** In the order in which they were used. */
  readonly #kept = new Map<string, Kept>();
  #size = 0;

  constructor(root: string) {
    this.#root = root;
  }

  written(cluster: string): Written {
    const { text } = this.#keep(cluster, readFileSync(join(this.#root, indexPath(cluster)), 'utf8'));
    const sha256 = sha256Of(text);
    const kept = (): Kept => this.#at(cluster) ?? this.#keep(cluster, this.#again(cluster, sha256));
    return {
      index: {
        cluster,
        ...headOf(text),
        get files() {
          const found = kept();
          found.files ??= filesIn(found.text);
          return found.files;
        },
      },
      sha256,
      text: () => kept().text,
    };
  }

  #at(cluster: string): Kept | undefined {
    const found = this.#kept.get(cluster);
    if (found === undefined) return undefined;
    this.#kept.delete(cluster);
    this.#kept.set(cluster, found);
    return found;
  }

  #keep(cluster: string, text: string): Kept {
    const kept: Kept = { text };
    this.#kept.set(cluster, kept);
    this.#size += text.length;
    for (const [name, each] of this.#kept) {
      if (this.#size <= most || name === cluster) break;
      this.#kept.delete(name);
      this.#size -= each.text.length;
    }
    return kept;
  }

  #again(cluster: string, sha256: string): string {
    const path = join(this.#root, indexPath(cluster));
    const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    if (text !== undefined && sha256Of(text) === sha256) return text;
    throw new Moved([
      finding('cli/output-busy', `${indexPath(cluster)} has become another while this run was at work`, {
        fix: 'another run has written to the output: run again',
      }),
    ]);
  }
}

/** Another run has written what this one has begun to read. */
export class Moved extends Problem {}
