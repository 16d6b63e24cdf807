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

/** An address that a stack reads from, and what it held. */
export interface RememberedRemote {
  readonly address: string;
  readonly sha256: string;
}

/** A version of a chart, and what its archive was. */
export interface RememberedChart {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  readonly sha256: string;
}

/** `plimsoll.lock.json`: what was brought in from outside, and what it was. */
export interface Lock {
  readonly imports: readonly RememberedImport[];
  readonly remotes: readonly RememberedRemote[];
  readonly charts: readonly RememberedChart[];
}

const name = 'plimsoll.lock.json';
const empty: Lock = { imports: [], remotes: [], charts: [] };

export async function readLock(folder: string): Promise<Lock> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (text === undefined) return empty;
  try {
    return { ...empty, ...(JSON.parse(text) as Partial<Lock>) };
  } catch (error) {
    const message = `${name} is not JSON: ${(error as Error).message}`;
    throw new Problem([finding('import/unreadable', message, { source: { file: name } })]);
  }
}

export async function writeLock(folder: string, lock: Lock): Promise<void> {
  const { imports, remotes, charts } = lock;
  const kept = {
    ...(imports.length > 0 ? { imports } : {}),
    ...(remotes.length > 0 ? { remotes } : {}),
    ...(charts.length > 0 ? { charts } : {}),
  };
  const text = `${JSON.stringify(kept, null, 2)}\n`;
  const before = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  if (before !== text) await writeFile(join(folder, name), text);
}
