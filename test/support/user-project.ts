import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { patience } from './patience.ts';
import { root } from './shared.ts';
import { temporaryFolder } from './temporary.ts';

/** A folder that has this package installed, as a user's project has. */
export interface UserProject {
  readonly folder: string;
  readonly write: (files: Iterable<readonly [string, string]>) => void;
  /** Runs a module and answers what it prints. */
  readonly run: (code: string) => string;
}

export function userProject(): UserProject {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'plimsoll'), 'dir');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return {
    folder,
    write: (files) => {
      for (const [path, text] of files) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    run: (code) => {
      writeFileSync(join(folder, 'run.js'), code);
      return execFileSync(process.execPath, ['run.js'], { ...patience, cwd: folder, encoding: 'utf8' });
    },
  };
}
