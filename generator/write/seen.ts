import { lstatSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../core/sha256.ts';
import type { Index } from './ownership.ts';

/**
 * What the files of an output looked like from outside when they were known to hold what an index says: size, times and inode. As long
 * as nothing of that is another, a file need not be read. Times are trusted as git trusts them: of a file that was changed within the last
 * moment before it was looked at nothing is kept.
 */
export class Seen {
  readonly #root: string;
  readonly #folder: string | undefined;
  readonly #known = new Map<string, Look>();
  readonly #looks = new Map<string, Look>();
  readonly #folders = new Map<string, boolean>();
  readonly #clusters = new Set<string>();

  /** `folder` keeps it from run to run; undefined: nothing is known. */
  constructor(root: string, folder: string | undefined) {
    this.#root = root;
    this.#folder = folder;
  }

  /** What was kept with this text of an index. */
  recall(index: Index, text: string): void {
    const kept = this.#read(index.cluster);
    const digest = Buffer.from(sha256Of(text), 'hex');
    if (kept === undefined || kept.length !== size(index) || !digest.equals(kept.subarray(0, 32))) return;
    this.#clusters.add(index.cluster);
    let at = 32;
    for (const [path, { sha256 }] of index.files) {
      this.#known.set(path, { sha256, ...lookIn(kept, at) });
      at += perFile;
    }
  }

  /** Whether anything is known of a cluster's files. */
  knows(cluster: string): boolean {
    return this.#clusters.has(cluster);
  }

  /** Whether a file is known to hold this. */
  holds(path: string, sha256: string): boolean {
    if (this.#folder === undefined) return false;
    const known = this.#known.get(path);
    const now = this.#look(path, sha256);
    return known !== undefined && now !== undefined && known.sha256 === sha256 && isSame(known, now);
  }

  /** Whether all files of an index are known to be as it says. */
  holdsAll({ files }: Index): boolean {
    for (const [path, { sha256 }] of files) if (!this.holds(path, sha256)) return false;
    return true;
  }

  /** Files are as an index says, which was just found or just written: what they look like is kept. */
  keep({ cluster, files }: Pick<Index, 'cluster' | 'files'>, text: string): void {
    if (this.#folder === undefined || this.#isKept(files)) return;
    const kept = Buffer.alloc(32 + perFile * files.size);
    kept.write(sha256Of(text), 'hex');
    let at = 32;
    for (const [path, { sha256 }] of files) {
      const look = this.#looks.get(path) ?? this.#look(path, sha256);
      const sure = look !== undefined && look.sha256 === sha256 && look.changed < look.when - moment;
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

  #isKept(files: Index['files']): boolean {
    for (const path of files.keys()) {
      const [known, look] = [this.#known.get(path), this.#looks.get(path)];
      if (known === undefined || look === undefined || !isSame(known, look)) return false;
    }
    return true;
  }

  /** Files were written: what they looked like before says nothing. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) this.#looks.delete(path);
    this.#folders.clear();
  }

  #look(path: string, sha256: string): Look | undefined {
    if (!this.#isFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))))) return undefined;
    const found = lstatSync(join(this.#root, path), { throwIfNoEntry: false });
    if (found === undefined || !found.isFile()) return undefined;
    const { size: length, mtimeMs: changed, ctimeMs: touched, ino: node } = found;
    const look = { sha256, length, changed, touched, node, when: Date.now() };
    this.#looks.set(path, look);
    return look;
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

interface Look {
  readonly sha256: string;
  readonly length: number;
  readonly changed: number;
  readonly touched: number;
  readonly node: number;
  readonly when: number;
}

const fields = ['length', 'changed', 'touched', 'node'] as const;
const perFile = 8 * fields.length;

/** Clocks of file systems tick slower than this, in milliseconds. */
const moment = 20;

function size({ files }: Index): number {
  return 32 + perFile * files.size;
}

function lookIn(kept: Buffer, at: number): Omit<Look, 'sha256'> {
  const [length, changed, touched, node] = fields.map((_, index) => kept.readDoubleLE(at + 8 * index));
  return { length, changed, touched, node, when: 0 } as Omit<Look, 'sha256'>;
}

function isSame(one: Look, other: Look): boolean {
  return fields.every((field) => one[field] === other[field]);
}
