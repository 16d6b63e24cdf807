import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { finding } from '../core/codes.ts';
import { PatchError } from '../core/problem.ts';
import type { Io } from './io.ts';

/** The text of a file, or of standard input for `-`. */
export async function readInput(path: string, io: Io): Promise<string> {
  if (path === '-') return (await io.stdin?.()) ?? '';
  return readText(path, io.cwd);
}

export function readText(path: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException);
  }
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): PatchError {
  const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
  return new PatchError([finding('patch/unreadable', `${path}: ${why}`, { source: { file: path } })]);
}
