import { referenceCodes } from '../../core/codes/references.ts';
import type { Finding } from '../../core/finding.ts';
import { identityOf } from '../identity.ts';
import { said } from '../said.ts';
import { type Asked, isAnyAsked, isAsked } from '../sieve/asked.ts';
import { access } from './access.ts';
import { certificates } from './certificates.ts';
import { engines } from './engines.ts';
import { Externals } from './external.ts';
import { paths } from './paths.ts';
import { definitions, namespaces } from './places.ts';
import { pods } from './pods.ts';
import { projects } from './projects.ts';
import { quotas } from './quotas.ts';
import { scaling } from './scaling.ts';
import { overlaps, selectors } from './selectors.ts';
import { backends, services } from './services.ts';
import { membersOf } from './standing.ts';
import { World } from './world.ts';
import { worldsIn } from './worlds.ts';

export interface ReferenceOptions extends Asked {
  /** What is in the cluster though it is not rendered: `Kind/name`, `Kind/namespace/name`, `*` for anything. */
  readonly external?: readonly string[] | undefined;
}

/** What is wrong with one object, by its place among those that were given. */
export interface Found {
  readonly index: number;
  readonly finding: Finding;
}

const checks = [
  services,
  backends,
  selectors,
  overlaps,
  scaling,
  pods,
  access,
  namespaces,
  definitions,
  engines,
  projects,
  certificates,
  quotas,
];

/** An object, and the file that it is in. */
export interface Placed {
  readonly object: unknown;
  readonly path?: string | undefined;
}

/** What objects say of each other that does not hold, in each of the clusters that they are for. Linear in their number. */
export function referenceFindings(
  placed: readonly Placed[],
  options: ReferenceOptions,
  generated: readonly string[] = [],
): readonly Found[] {
  // An object by itself may name what it likes: nothing is known of what is around it.
  if (placed.length < 2 || !isAnyAsked(referenceCodes, options)) return [];
  const externals = new Externals(options.external ?? []);
  const all = membersOf(placed.map(({ object }) => object));
  const worlds = worldsIn(all, ({ index }) => placed[index]?.path);
  // What several clusters share is in a folder of its own: it is there, whatever holds of it.
  const shared = worlds.length > 1 ? all.map(({ kind, name }) => `${kind}/${name}`) : [];
  for (const mine of worlds) {
    const world = new World(mine, externals, [...generated, ...shared]);
    for (const each of checks) each(world);
    paths(mine.members, ({ index }) => placed[index]?.path);
  }
  return all.flatMap(({ index, mistakes, object }) =>
    mistakes
      .filter(({ code }) => isAsked(code, options))
      .map((mistake) => ({ index, finding: said(mistake, identityOf(object)) })),
  );
}
