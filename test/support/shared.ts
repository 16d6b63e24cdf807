import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));

/** Schemas and verdicts as data, beside the repository; tests that need them say so when they are absent. */
const folder = process.env.PLIMSOLL_SHARED ?? join(root, '..', 'shared');

export const shared: string | undefined = existsSync(join(folder, 'kubernetes')) ? folder : undefined;

export const why = 'the source schemas are not beside the repository';

export interface SharedSource {
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

/** Every source the shipped facts are derived from. */
export function sources(): readonly SharedSource[] {
  if (shared === undefined) return [];
  const kubernetes = readdirSync(join(shared, 'kubernetes'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: 'kubernetes', version: entry.name, path: join(entry.parentPath, entry.name) }));
  return [...kubernetes, ...projects('crds'), ...projects('crds-older')];
}

export function projects(area: 'crds' | 'crds-older'): readonly SharedSource[] {
  if (shared === undefined) return [];
  return readdirSync(join(shared, area), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const [name, version] = basename(path).split('@') as [string, string];
      return { name, version, path };
    });
}
