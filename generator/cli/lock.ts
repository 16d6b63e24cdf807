import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';

export interface RememberedImport {
  /** A path relative to the project, an address, or `kubernetes@<version>`. */
  readonly source: string;
  readonly into: string;
  readonly sha256?: string;
}

/** `plimsoll.lock.json`: what was brought in from outside, and what it was. */
export interface Lock {
  readonly imports: readonly RememberedImport[];
}

const name = 'plimsoll.lock.json';

export async function readLock(folder: string): Promise<Lock> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (text === undefined) return { imports: [] };
  try {
    return { imports: [], ...(JSON.parse(text) as Partial<Lock>) };
  } catch (error) {
    const message = `${name} is not JSON: ${(error as Error).message}`;
    throw new Problem([finding('import/unreadable', message, { source: { file: name } })]);
  }
}

export async function writeLock(folder: string, lock: Lock): Promise<void> {
  const text = `${JSON.stringify(lock, null, 2)}\n`;
  const before = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (before !== text) await writeFile(join(folder, name), text);
}
