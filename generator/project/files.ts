import { readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { isBelow } from '../core/path.ts';
import type { ProjectFiles } from '../model/project-files.ts';
import { filesBelow } from './walk.ts';

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
        return real === undefined ? undefined : filesBelow(real, path);
      } catch {
        return undefined;
      }
    },
    remote: (address) => fetched.get(address),
    chart: () => undefined,
  };
}
