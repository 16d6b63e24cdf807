import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { byText } from '../core/compare.ts';
import { isBelow } from '../core/path.ts';
import type { ProjectFiles } from '../model/project-files.ts';

/** The files of a project on disk. A link that leads out of it is as if it were not there. */
export function projectFiles(root: string, fetched: ReadonlyMap<string, Uint8Array>): ProjectFiles {
  const home = realpathSync(root);
  const inside = (path: string): string | undefined => {
    if (path !== '' && !isBelow(path)) return undefined;
    try {
      const real = realpathSync(join(home, path));
      return real === home || real.startsWith(home + sep) ? real : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    read: (path) => {
      const real = inside(path);
      try {
        return real === undefined ? undefined : readFileSync(real);
      } catch {
        return undefined;
      }
    },
    list: (path) => {
      const real = inside(path);
      try {
        return real === undefined ? undefined : below(real, path);
      } catch {
        return undefined;
      }
    },
    remote: (address) => fetched.get(address),
  };
}

function below(folder: string, path: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [path, relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')])
    .map(([from, rest]) => (from === '' ? (rest as string) : `${from}/${rest}`))
    .sort(byText);
}
