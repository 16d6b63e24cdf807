import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';

/** A file wholly old or wholly new, whatever happens: written beside, synced, renamed. A link stays one. */
export function replaceFile(path: string, text: string): void {
  let beside: string | undefined;
  try {
    const target = realpathSync(path);
    const temporary = join(dirname(target), `.${basename(target)}.plimsoll`);
    const file = openSync(temporary, 'wx', statSync(target).mode);
    beside = temporary;
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    if (beside !== undefined) rmSync(beside, { force: true });
    const message = `${path} cannot be written: ${(error as Error).message}; it is as it was`;
    throw new Problem([finding('cli/output-unwritable', message, { source: { file: path } })], {
      cause: error,
    });
  }
}
