import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { transient } from './ownership.ts';

/** Longer than any run holds it on another machine. */
const forgotten = 10 * 60_000;

/** A lock says whose it is as soon as it is there; one that does not was left by a run that was killed just then. */
const unnamed = 1000;

export interface Holder {
  readonly process: number;
  readonly host: string;
}

/** One writer at a time: others wait, then say who holds it. A lock whose holder is gone is taken over. */
export async function withLock<T>(root: string, patience: number, work: () => Promise<T>): Promise<T> {
  const path = join(root, transient, 'lock');
  const until = performance.now() + patience;
  while (!taken(path)) {
    const holder = holderOf(path);
    if (holder !== undefined && isGone(holder, path)) {
      takeAway(path, holder);
      continue;
    }
    if (performance.now() > until) throw busy(root, holder);
    await pause(25);
  }
  try {
    return await work();
  } finally {
    try {
      rmSync(path, { force: true });
    } catch {
      // The next run finds that its holder is gone.
    }
  }
}

/** Whether somebody is writing, or was killed while writing. */
export function isLocked(root: string): boolean {
  return holderOf(join(root, transient, 'lock')) !== undefined;
}

function taken(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    // Held, or its folder removed in this moment by one that has finished.
    if (['EEXIST', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
  try {
    writeSync(file, JSON.stringify({ process: process.pid, host: hostname() } satisfies Holder));
    closeSync(file);
    return true;
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Undefined when it is free by now; one that is being written names nobody yet. */
function holderOf(path: string): Holder | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return text === '' ? { process: 0, host: '' } : (JSON.parse(text) as Holder);
  } catch {
    return undefined;
  }
}

/** Whether whoever holds what lies at a path is no more. */
export function isGone(holder: Holder, path: string): boolean {
  if (holder.process === 0) return age(path) > unnamed;
  if (holder.host !== hostname()) return age(path) > forgotten;
  try {
    process.kill(holder.process, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function age(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** Two may see that the holder is gone: the one whose rename finds that very lock removes it. */
function takeAway(path: string, holder: Holder): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const found = holderOf(aside);
  if (found?.process === holder.process && found.host === holder.host) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function busy(root: string, holder: Holder | undefined): Problem {
  const who =
    holder === undefined || holder.process === 0
      ? 'another run'
      : `process ${holder.process} on ${holder.host}`;
  return new Problem([
    finding('cli/output-busy', `${who} is writing to ${root}`, {
      fix: 'wait until it has finished, and run again',
    }),
  ]);
}
