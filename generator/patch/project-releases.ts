import { finding } from '../core/codes.ts';
import { PatchError } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import { shippedReleases } from '../facts/location.ts';

type Projects = Readonly<Record<string, string>>;

const written = /^([a-z0-9][a-z0-9-]*)@v?(\d+(?:\.\d+){0,2})$/;

/** `argo-cd@2.14`: whose shipped definitions hold, as opposed to a definition itself. */
export function isProjectRelease(crd: unknown): crd is string {
  return typeof crd === 'string' && crd.length < 100 && written.test(crd);
}

const known = new WeakMap<readonly unknown[], Projects>();

/** The releases of projects among definitions; looked for once in each list. */
export function projectReleases(crds: readonly unknown[]): Projects | undefined {
  if (crds.length === 0) return undefined;
  let found = known.get(crds);
  if (found === undefined) {
    found = Object.fromEntries(crds.filter(isProjectRelease).map(shippedRelease));
    known.set(crds, found);
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** The name and release of a project; one that is not shipped is a mistake that says what is. */
function shippedRelease(text: string): readonly [string, string] {
  const [, name = '', release = ''] = written.exec(text) ?? [];
  const sources = shippedReleases();
  const releases = sources.filter((each) => each.name === name).map((each) => each.release);
  if (releases.some((each) => each === release || each.startsWith(`${release}.`))) return [name, release];
  const names = [...new Set(sources.map((each) => each.name))].filter((each) => each !== 'kubernetes');
  const hint = didYouMean(name, names);
  throw new PatchError([
    finding('patch/unreadable', `crds: the definitions of ${text} are not shipped`, {
      fix:
        releases.length > 0
          ? `there is ${releases.map((each) => `${name}@${each}`).join(', ')}; give a file of another release`
          : (hint ?? `there are ${names.join(', ')}; give a file with the definitions`),
    }),
  ]);
}
