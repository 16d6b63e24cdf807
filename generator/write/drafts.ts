import { existsSync, mkdirSync, openSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { type Bytes, synced, writeAll } from './bytes.ts';
import type { Removal, Write } from './decide.ts';
import { type Draft, isDraft } from './draft.ts';
import { type Holder, isGone } from './lock.ts';
import { transient } from './ownership.ts';

/** Fewer than a process may have open beside what else it opens. */
const mostOpen = 600;

/**
 * Contents of new files, on their way to the disk in a folder of this run while it is not known yet whether they will be wanted: what is
 * judged meanwhile costs no time, and of what lies there nothing is kept in memory. They count for nothing until a journal takes them up.
 */
export class Drafts {
  readonly #folder: string;
  /** The first folder on the way that was not there before. */
  #made: string | undefined;
  #isBegun = false;
  #refused: unknown;
  #numbers = new Map<string, number>();
  #count = 0;
  /** Of each file that is on its way what the disk refuses. */
  #open: readonly Promise<unknown>[] = [];
  readonly #onExit = (): void => this.discard();

  constructor(root: string) {
    this.#folder = join(root, transient, `${prefix}${process.pid}-${encodeURIComponent(hostname())}`);
  }

  /** Begins with contents by their paths, as many as can be on their way at once; what was begun before is waited for. */
  async begin(files: Iterable<readonly [path: string, content: Bytes]>): Promise<void> {
    this.#numbers = new Map();
    await this.#further(files);
  }

  /** What stands for the content of a path, of those that were begun last. */
  of(path: string): Draft | undefined {
    const draft = this.#numbers.get(path);
    return draft === undefined ? undefined : { draft };
  }

  /** The same writes, with the contents of all of them on their way, however many there are. What the disk refuses stays as it is. */
  async all<T extends Write | Removal>(writes: readonly T[]): Promise<readonly T[]> {
    const rest = writes.flatMap(({ path, content }) =>
      content === undefined || isDraft(content) || this.#numbers.has(path) ? [] : [[path, content] as const],
    );
    for (let at = 0; at < rest.length; at += mostOpen) await this.#further(rest.slice(at, at + mostOpen));
    return writes.map((each) =>
      each.content === undefined ? each : { ...each, content: this.of(each.path) ?? each.content },
    );
  }

  async #further(files: Iterable<readonly [path: string, content: Bytes]>): Promise<void> {
    await this.#settled();
    const open: number[] = [];
    let isFull = false;
    try {
      for (const [path, content] of files) {
        if (open.length === mostOpen || !this.#isReady()) break;
        const file = openSync(join(this.#folder, String(this.#count)), 'wx');
        open.push(file);
        writeAll(file, content);
        this.#numbers.set(path, this.#count++);
      }
    } catch (error) {
      isFull = (error as NodeJS.ErrnoException).code === 'EMFILE';
      if (!isFull) this.#refused = error;
    }
    // Not before: a file system that syncs one makes others wait that are to be created.
    this.#open = [...this.#open, ...open.map(synced)];
    // Whoever judges opens files too; what is left is written later.
    if (isFull) await this.#settled();
  }

  /** Whether somebody has taken them away, for those of a process that is no more. */
  get areLost(): boolean {
    return this.#isBegun && !existsSync(this.#folder);
  }

  /** All of them are on the disk: their folder, and how many there are; undefined where there are none. Throws what the disk has refused. */
  async finish(): Promise<{ readonly folder: string; readonly count: number } | undefined> {
    await this.#settled();
    if (this.#refused !== undefined) throw this.#refused;
    return this.#isBegun ? { folder: this.#folder, count: this.#count } : undefined;
  }

  /** Nobody wants them, or the journal has them. */
  discard(): void {
    if (!this.#isBegun) return;
    this.#isBegun = false;
    process.off('exit', this.#onExit);
    try {
      rmSync(this.#folder, { recursive: true, force: true });
      if (this.#made === undefined) return;
      for (let each = dirname(this.#folder); each.length >= this.#made.length; each = dirname(each))
        rmdirSync(each);
    } catch {
      // Somebody has something in one of them; the next run finds the rest.
    }
  }

  /** What the disk refuses here it refuses later as well, where somebody says so. */
  #isReady(): boolean {
    if (this.#isBegun || this.#refused !== undefined) return this.#refused === undefined;
    try {
      rmSync(this.#folder, { recursive: true, force: true });
      this.#made = mkdirSync(this.#folder, { recursive: true });
      this.#isBegun = true;
      process.once('exit', this.#onExit);
      return true;
    } catch {
      return false;
    }
  }

  async #settled(): Promise<void> {
    const open = this.#open;
    this.#open = [];
    for (const refused of await Promise.all(open)) this.#refused ??= refused;
  }
}

const prefix = 'draft-';

/** Folders of drafts whose process is gone. */
export function forgottenDrafts(root: string): readonly string[] {
  const folder = join(root, transient);
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
  return names.filter((name) => isGone(ownerOf(name), join(folder, name))).map((name) => join(folder, name));
}

function ownerOf(name: string): Holder {
  const [, process = '0', host = ''] = /^draft-(\d+)-([^/]+)$/.exec(name) ?? [];
  return { process: Number(process), host: host === encodeURIComponent(hostname()) ? hostname() : host };
}
