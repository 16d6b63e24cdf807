import type { Finding } from '../core/finding.ts';
import { joinPath } from '../core/path.ts';
import { sha256Of } from '../core/sha256.ts';
import type { RenderedObject } from '../pipeline/objects.ts';
import type { TextFile } from '../pipeline/texts.ts';
import { changeFindings } from '../validate/immutable/changes.ts';
import type { ValidateOptions } from '../validate/options.ts';
import { placedNow } from './placed-now.ts';
import { prunesBy } from './prunes.ts';
import { isManifest, type Side, type SideFile } from './side.ts';

/** A cluster as it is rendered now. */
export interface Now {
  readonly objects: readonly RenderedObject[];
  readonly files: ReadonlyMap<string, Pick<TextFile, 'content'>>;
}

/** What was there of it. */
export interface Then {
  readonly files: readonly (readonly [string, SideFile])[];
  readonly read: Side['read'];
}

/** What API servers would refuse to change of what is committed, and what would be lost. Reads only files that differ. */
export async function judgeChanges(
  { objects, files }: Now,
  before: Then,
  base: string,
  options: ValidateOptions,
): Promise<readonly Finding[]> {
  const changed = before.files
    .filter(([path, { sha256 }]) => {
      const file = files.get(path);
      return isManifest(path) && (file === undefined || sha256Of(file.content) !== sha256);
    })
    .map(([path]) => path);
  if (changed.length === 0) return [];
  const then = await before.read(changed);
  const prunes = prunesBy(
    then.map(({ object }) => object),
    objects.map(({ object }) => object),
  );
  const committed = then.map((each) => ({ ...each, prunes: prunes(each.owner) }));
  const now = objects.map((each) => placedNow(each, base));
  return changeFindings(committed, now, options).map(
    (each): Finding => ({
      ...each.finding,
      ...('after' in each ? each.after.place?.() : { source: { file: joinPath(base, each.gone.file) } }),
    }),
  );
}
