import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import type { Answers } from './answers.ts';
import { type Step, steps } from './files.ts';
import { type Manager, managerIn } from './manager.ts';

/** What a folder becomes; nothing is written yet. */
export function planInit(folder: string, answers: Answers): readonly Step[] {
  return steps(answers, (path) => textIn(folder, path));
}

/** What installs packages here: as the nearest folder says that has a word on it. */
export function managerFor(folder: string): Manager {
  const found = managerIn((name) => {
    const file = join(folder, name);
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true
      ? readFileSync(file, 'utf8')
      : undefined;
  });
  const above = dirname(folder);
  // A repository is a world of its own.
  const isTop = above === folder || existsSync(join(folder, '.git'));
  return found ?? (isTop ? 'npm' : managerFor(above));
}

/** Writes what is new. A file that came meanwhile stays as it is. */
export function writeInit(folder: string, planned: readonly Step[]): void {
  for (const { path, does, content } of planned) {
    if (does === 'keep') continue;
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, { flag: does === 'create' ? 'wx' : 'w' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new Problem([
        finding('cli/output-unwritable', `${path} cannot be written: ${(error as Error).message}`, {
          source: { file },
        }),
      ]);
    }
  }
}

/** Something that is no file counts as there: nothing is put in its place. */
function textIn(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  if (!existsSync(file)) return undefined;
  if (!statSync(file).isFile()) return '';
  const text = readFileSync(file, 'utf8');
  if (path !== 'package.json' || isJson(text)) return text;
  throw new Problem([
    finding('cli/bad-config', 'package.json is no JSON', { source: { file }, fix: 'mend it, and run again' }),
  ]);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
