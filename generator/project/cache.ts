import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { sha256Of } from '../core/sha256.ts';

/**
 * Where results are kept that can be made again, by the content they were made of: among the project's packages, else in
 * a folder of the system's temporary one that nobody else can write to. Undefined: nothing is kept.
 */
export function cacheFolder(root: string): string | undefined {
  const inside = join(root, 'node_modules');
  return made(existsSync(inside) ? join(inside, '.cache', 'plimsoll') : undefined) ?? made(temporary());
}

function made(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    return undefined;
  }
}

/** A folder of this name that somebody else made could hold code of theirs. */
function temporary(): string | undefined {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `plimsoll-${uid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid: owner, mode } = lstatSync(folder);
    return process.platform === 'win32' ||
      (owner === uid && (mode & 0o077) === 0 && lstatSync(folder).isDirectory())
      ? folder
      : undefined;
  } catch {
    return undefined;
  }
}

/** What was made of a content before, or what is made of it now; what a crash left in pieces is made again. */
export function kept<T>(folder: string | undefined, kind: string, content: string, make: () => T): T {
  if (folder === undefined) return make();
  const key = sha256Of(`${kind}\0${content}`);
  const path = join(folder, `${key}.json`);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    const made = make();
    keep(path, JSON.stringify(made));
    return made;
  }
}

/** A text that was kept under this path, undefined where there is none. */
export function keptText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Never half: another run may read at this moment. A cache that cannot be written to is none. */
export function keep(path: string, content: string | Uint8Array): void {
  try {
    const beside = `${path}.${process.pid}`;
    writeFileSync(beside, content, { mode: 0o600 });
    renameSync(beside, path);
  } catch {
    // made again the next time
  }
}
