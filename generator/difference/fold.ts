import { byText } from '../core/compare.ts';
import type { Finding, ResourceIdentity } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { groupOf } from '../validate/identity.ts';
import { type Change, type Effect, effects } from './changes.ts';

/** A change, and every cluster it is made in. */
export interface Folded extends Omit<Change, 'cluster' | 'signature' | 'findings'> {
  readonly clusters: readonly string[];
  /** In how many more clusters the same object changes, in another way. */
  readonly elsewhere: number;
  /** Clusters that have the object, and in which it stays as it is though it changes in most others. */
  readonly unchangedIn: readonly string[];
}

/** More than so many are no exception. */
const few = 3;

/** Equal changes of many clusters as one: what only few have comes first, then what is worst. `has` answers the clusters that have an object. */
export function folded(
  changes: readonly Change[],
  has: (resource: ResourceIdentity) => readonly string[] = () => [],
): readonly Folded[] {
  const byResource = grouped(changes, (each) => keyOf(each));
  const found = [...byResource.values()].flatMap((all) => {
    const variants = [...grouped(all, ({ signature }) => signature).values()];
    const changed = new Set(all.map(({ cluster }) => cluster));
    // Only where it changes in many can one that does not be an exception.
    const still =
      changed.size > few ? has((all[0] as Change).resource).filter((cluster) => !changed.has(cluster)) : [];
    return variants.map((variant): Folded => {
      const { cluster: _, signature: __, findings: ___, ...change } = variant[0] as Change;
      return {
        ...change,
        clusters: variant.map(({ cluster }) => cluster).sort(byText),
        elsewhere: changed.size - variant.length,
        unchangedIn: still.length <= few ? [...still].sort(byText) : [],
      };
    });
  });
  return found.sort(
    (a, b) =>
      weight(a) - weight(b) ||
      outlier(b) - outlier(a) ||
      byText(nameOf(a), nameOf(b)) ||
      a.clusters.length - b.clusters.length ||
      byText(a.clusters.join(), b.clusters.join()),
  );
}

/** `bundle/application`; undefined of what the engine has by itself. */
export function ownerOf({ bundle, application }: Pick<Folded, 'bundle' | 'application'>): string | undefined {
  return bundle === undefined || application === undefined ? bundle : `${bundle}/${application}`;
}

/** Fewer clusters than those in which it changes otherwise. */
export function isOutlier({ clusters, elsewhere }: Folded): boolean {
  return clusters.length < elsewhere;
}

function outlier(each: Folded): number {
  return isOutlier(each) ? 1 : 0;
}

/** Deletions first, those that take data along before the others. */
function weight({ effect, loss, noise }: Folded): number {
  return effects.indexOf(effect) * 4 + (loss === undefined ? 1 : 0) + (noise ? 2 : 0);
}

function nameOf({ bundle = '', application = '', resource, file }: Folded): string {
  const { kind, namespace = '', name = '' } = resource;
  return [bundle, application, kind, namespace, name, file].join('\u0000');
}

function keyOf({ resource, cluster }: Change): string {
  const { apiVersion, kind, namespace = '', name = '' } = resource;
  return [groupOf(apiVersion), kind, namespace, name].join('/').replaceAll(cluster, '\u0000');
}

/** How many changes there are of each effect, in all clusters; what is noise apart. */
export type Counts = Readonly<Record<Effect, number>> & {
  readonly noise: number;
  /** Of those that are pruned, how many take data with them. */
  readonly withData: number;
};

export function countsOf(changes: readonly Change[]): Counts {
  const counts = Object.fromEntries(effects.map((effect) => [effect, 0])) as Record<Effect, number>;
  let noise = 0;
  let withData = 0;
  for (const each of changes) {
    if (each.noise) noise++;
    else counts[each.effect]++;
    if (each.effect === 'pruned' && each.loss !== undefined) withData++;
  }
  return { ...counts, noise, withData };
}

export function findingsOf(changes: readonly Change[]): readonly Finding[] {
  return changes.flatMap(({ findings }) => findings);
}
