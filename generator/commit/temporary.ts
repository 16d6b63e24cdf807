import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Temporary {
  readonly folder: string;
  readonly remove: () => void;
}

/** A folder that is gone when it is removed, or when the process ends before. */
export function temporary(): Temporary {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-commit-')));
  const remove = (): void => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', remove);
  return { folder, remove };
}
