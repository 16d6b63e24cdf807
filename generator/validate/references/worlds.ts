import { grouped } from '../../core/group.ts';
import { identityOf } from '../identity.ts';

/** An object, and the folders that its file is in. */
export interface Placed {
  readonly object: unknown;
  readonly folders: readonly string[];
}

/**
 * Which objects are applied to one cluster, by their places in what was given. Where nothing is there twice it is all of them; where
 * something is, folders tell clusters apart, as far down as it takes. What no folder tells apart is a heap: nobody says what of it meets.
 */
export function worldsIn(all: readonly Placed[]): readonly (readonly number[])[] {
  return apart(all, [...all.keys()], 0);
}

function apart(
  all: readonly Placed[],
  mine: readonly number[],
  depth: number,
): readonly (readonly number[])[] {
  if (mine.length < 2) return [];
  if (!hasTwins(all, mine)) return [mine];
  const parts = grouped(mine, (index) => all[index]?.folders[depth]);
  if (parts.size === 1 && parts.has(undefined)) return [];
  return [...parts].flatMap(([folder, part]) => (folder === undefined ? [] : apart(all, part, depth + 1)));
}

/** A Namespace may well be said twice: by each who needs it. */
function hasTwins(all: readonly Placed[], mine: readonly number[]): boolean {
  const seen = new Set<string>();
  for (const index of mine) {
    const { apiVersion, kind, namespace = '', name } = identityOf(all[index]?.object);
    if (name === undefined || kind === 'Namespace') continue;
    const key = `${apiVersion.replace(/\/?[^/]*$/, '')} ${kind} ${namespace} ${name}`;
    if (seen.has(key)) return true;
    seen.add(key);
  }
  return false;
}
