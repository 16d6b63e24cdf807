import { readFileSync, statSync } from 'node:fs';
import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';

/** What a check was made of, and what it found: as long as nothing of it changes, it need not be made again. */
export interface Remembered {
  readonly key: string;
  readonly inputs: readonly Input[];
  readonly findings: readonly Finding[];
}

interface Input {
  readonly file: string;
  readonly time: number;
  readonly size: number;
  readonly sha256: string;
}

export function inputsOf(files: readonly string[]): readonly Input[] {
  return files.flatMap((file) => {
    try {
      const { mtimeMs, size } = statSync(file);
      return [{ file, time: mtimeMs, size, sha256: digest(file) }];
    } catch {
      // What the compiler has of itself is on no disk.
      return [];
    }
  });
}

/** Looks at times first: reading is for those that were touched. */
export function isUnchanged({ file, time, size, sha256 }: Input): boolean {
  try {
    const now = statSync(file);
    if (now.size !== size) return false;
    return now.mtimeMs === time || digest(file) === sha256;
  } catch {
    return false;
  }
}

function digest(file: string): string {
  return sha256Of(readFileSync(file));
}
