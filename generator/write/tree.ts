import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBelow } from '../core/path.ts';
import type { Found } from './decide.ts';
import { type Index, indexFolder } from './ownership.ts';
import { type Part, partsIn, withParts } from './parts.ts';
import { Shelf, type Written } from './shelf.ts';

type Kind = 'file' | 'folder' | 'link' | 'other';

/** So many names of an output are known at once. */
const most = 50_000;

/** What is in an output folder. Follows no link, so that nothing outside is read or written; reads a folder once, as long as they are not too many. */
export class Tree {
  readonly #root: string;
  #parts: ReadonlyMap<string, readonly Part[]> | undefined;
  #indexed: ReadonlyMap<string, Written> | undefined;
  readonly #folders = new Map<string, ReadonlyMap<string, Kind> | Blocked>();
  #names = 0;

  constructor(root: string) {
    this.#root = root;
  }

  found(path: string): Found {
    const kind = this.#kind(path);
    if (kind === undefined) return { is: 'nothing' };
    if (kind instanceof Blocked) return { is: 'other', what: kind.what };
    if (kind === 'file') return { is: 'file', content: readFileSync(join(this.#root, path)) };
    return { is: 'other', what: named[kind] };
  }

  /** Whether there is a file: the user's own ones too. */
  exists(path: string): boolean {
    return isBelow(path) && this.#kind(path) === 'file';
  }

  /** What is owned, by clusters. */
  indexes(): readonly Index[] {
    const parts = this.parts();
    const known = [...this.indexed().values()].map(({ index }) =>
      withParts(index, parts.get(index.cluster) ?? []),
    );
    const names = new Set(known.map(({ cluster }) => cluster));
    // Of a cluster that was never written as a whole.
    const others = [...parts].filter(([cluster, [first]]) => first !== undefined && !names.has(cluster));
    return [...known, ...others.map(([, all]) => withParts((all[0] as Part).owned, all))];
  }

  parts(): ReadonlyMap<string, readonly Part[]> {
    this.#parts ??= partsIn(this.#root);
    return this.#parts;
  }

  /** The indexes as they were written, by clusters. */
  indexed(): ReadonlyMap<string, Written> {
    if (this.#indexed !== undefined) return this.#indexed;
    const folder = this.#folder(indexFolder);
    const shelf = new Shelf(this.#root);
    const files = folder instanceof Blocked ? [] : [...folder].filter(([, kind]) => kind === 'file');
    this.#indexed = new Map(files.map(([name]) => [name, shelf.written(name)]));
    return this.#indexed;
  }

  /** What was written last, of some clusters or of all, as one text: as long as it is the same, nobody has written in between. */
  written(clusters: ReadonlySet<string> | 'all'): string {
    const asked = [...this.indexed()].filter(([cluster]) => clusters === 'all' || clusters.has(cluster));
    return JSON.stringify(asked.map(([cluster, { sha256 }]) => [cluster, sha256]));
  }

  #kind(path: string): Kind | Blocked | undefined {
    const slash = path.lastIndexOf('/');
    const folder = this.#folder(slash < 0 ? '' : path.slice(0, slash));
    return folder instanceof Blocked ? folder : folder.get(path.slice(slash + 1));
  }

  /** What a folder holds; nothing when it is not there; what blocks the way when it is none. */
  #folder(path: string): ReadonlyMap<string, Kind> | Blocked {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const listed = this.#list(path);
    this.#names += listed instanceof Blocked ? 1 : listed.size;
    if (this.#names > most) {
      this.#folders.clear();
      this.#names = 0;
    }
    this.#folders.set(path, listed);
    return listed;
  }

  #list(path: string): ReadonlyMap<string, Kind> | Blocked {
    if (path !== '') {
      const kind = this.#kind(path);
      if (kind instanceof Blocked) return kind;
      if (kind === undefined) return new Map();
      if (kind !== 'folder') return new Blocked(`${named[kind]} ${path}`);
    }
    try {
      const entries = readdirSync(join(this.#root, path), { withFileTypes: true });
      return new Map(
        entries.map((entry) => [
          entry.name,
          entry.isSymbolicLink()
            ? 'link'
            : entry.isDirectory()
              ? 'folder'
              : entry.isFile()
                ? 'file'
                : 'other',
        ]),
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
      if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return new Blocked('a file');
      throw error;
    }
  }
}

const named: Readonly<Record<Kind, string>> = {
  file: 'the file',
  folder: 'a folder',
  link: 'a symbolic link',
  other: 'something that is no file',
};

class Blocked {
  readonly what: string;

  constructor(what: string) {
    this.what = what;
  }
}
