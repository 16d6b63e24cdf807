import { lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../core/sha256.ts';
import type { Index } from './ownership.ts';
import type { Written } from './shelf.ts';

/**
 * What the files of an output looked like from outside when they were known to hold what an index says: size, times and inode. As long
 * as nothing of that is another, a file need not be read. Times are trusted as git trusts them: of a file that was changed within the last
 * moment before it was looked at nothing is kept. One cluster is looked at after the other, and nothing known of any but the last.
 */
export class Seen {
  readonly #root: string;
  readonly #folder: string | undefined;
  readonly #indexed: ReadonlyMap<string, Written>;
  #now: Sight = { cluster: '', known: undefined, looks: new Map() };
  readonly #folders = new Map<string, boolean>();

  /** Of the clusters that are there. `folder` keeps it from run to run; undefined: nothing is known. */
  constructor(root: string, folder: string | undefined, indexed: ReadonlyMap<string, Written>) {
    this.#root = root;
    this.#folder = folder;
    this.#indexed = indexed;
  }

  /** Whether anything is known of a cluster's files. */
  knows(cluster: string): boolean {
    return this.#at(cluster).known !== undefined;
  }

  /** Whether a file of a cluster is known to hold this. */
  holds(cluster: string, path: string, sha256: string): boolean {
    if (this.#folder === undefined) return false;
    const { known, looks } = this.#at(cluster);
    const now = this.#look(path, sha256);
    if (now !== undefined) looks.set(path, now);
    const before = known?.get(path);
    return before !== undefined && now !== undefined && before.sha256 === sha256 && isSame(before, now);
  }

  /** The files of a cluster are as its index says, which was just found or just written: what they look like is kept. */
  keep({ index, sha256 }: Written): void {
    if (this.#folder === undefined) return;
    const { cluster, files } = index;
    if (this.#isKept(cluster, files)) return;
    const { looks } = this.#at(cluster);
    const kept = Buffer.alloc(32 + perFile * files.size);
    kept.write(sha256, 'hex');
    let at = 32;
    for (const [path, owned] of files) {
      const look = looks.get(path) ?? this.#look(path, owned.sha256);
      const sure = look !== undefined && look.sha256 === owned.sha256 && look.changed < look.when - moment;
      for (const [index, field] of fields.entries())
        kept.writeDoubleLE(sure ? look[field] : Number.NaN, at + 8 * index);
      at += perFile;
    }
    try {
      const path = this.#pathOf(cluster);
      writeFileSync(`${path}.${process.pid}`, kept, { mode: 0o600 });
      renameSync(`${path}.${process.pid}`, path);
    } catch {
      // Files are read then.
    }
  }

  #isKept(cluster: string, files: Index['files']): boolean {
    const { known, looks } = this.#at(cluster);
    for (const path of files.keys()) {
      const [before, look] = [known?.get(path), looks.get(path)];
      if (before === undefined || look === undefined || !isSame(before, look)) return false;
    }
    return true;
  }

  #at(cluster: string): Sight {
    if (this.#now.cluster !== cluster)
      this.#now = { cluster, known: this.#recalled(cluster), looks: new Map() };
    return this.#now;
  }

  /** What was kept with the index that is there. */
  #recalled(cluster: string): ReadonlyMap<string, Known> | undefined {
    const written = this.#indexed.get(cluster);
    const kept = this.#read(cluster);
    if (written === undefined || kept?.toString('hex', 0, 32) !== written.sha256) return undefined;
    const { files } = written.index;
    if (kept.length !== 32 + perFile * files.size) return undefined;
    return new Map(
      [...files].map(([path, { sha256 }], index) => [
        path,
        { sha256, ...lookIn(kept, 32 + perFile * index) },
      ]),
    );
  }

  #look(path: string, sha256: string): Look | undefined {
    if (!this.#isFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))))) return undefined;
    const found = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    if (found === undefined || !found.isFile()) return undefined;
    const { size: length, mtimeMs: changed, ctimeMs: touched, ino: node } = found;
    return { sha256, length, changed, touched, node, when: Date.now() };
  }

  /** A link on the way would lead to files that look the same, and are somebody else's. */
  #isFolder(path: string): boolean {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const above = path === '' || this.#isFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    const is = above && lstatSync(join(this.#root, path), { throwIfNoEntry: false })?.isDirectory() === true;
    this.#folders.set(path, is);
    return is;
  }

  #read(cluster: string): Buffer | undefined {
    try {
      return this.#folder === undefined ? undefined : readFileSync(this.#pathOf(cluster));
    } catch {
      return undefined;
    }
  }

  #pathOf(cluster: string): string {
    const name = sha256Of(`${this.#root}\0${cluster}`).slice(0, 32);
    return join(this.#folder as string, `seen-${name}`);
  }
}

interface Sight {
  readonly cluster: string;
  /** Undefined: nothing was kept. */
  readonly known: ReadonlyMap<string, Known> | undefined;
  readonly looks: Map<string, Look>;
}

interface Known {
  readonly sha256: string;
  readonly length: number;
  readonly changed: number;
  readonly touched: number;
  readonly node: number;
}

interface Look extends Known {
  readonly when: number;
}

const fields = ['length', 'changed', 'touched', 'node'] as const;
const perFile = 8 * fields.length;

/** Clocks of file systems tick slower than this, in milliseconds. */
const moment = 20;

function lookIn(kept: Buffer, at: number): Omit<Known, 'sha256'> {
  const [length, changed, touched, node] = fields.map((_, index) => kept.readDoubleLE(at + 8 * index));
  return { length, changed, touched, node } as Omit<Known, 'sha256'>;
}

function isSame(one: Known, other: Known): boolean {
  return fields.every((field) => one[field] === other[field]);
}
