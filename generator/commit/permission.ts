import { finding } from '../core/codes.ts';
import type { Finding, ResourceIdentity } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import type { Change } from '../difference/changes.ts';
import { headOf } from '../validate/files/validated.ts';
import { isLike } from '../validate/sieve/glob.ts';

/** What goes with a commit. */
export interface Deletions {
  readonly all: readonly Change[];
  /** Clusters that are no longer rendered. */
  readonly gone: readonly string[];
  /** How many files of a cluster were there before. */
  readonly sizeOf: (cluster: string) => number;
}

/** So many objects, and so large a part of a cluster, are no everyday change. */
const many = 10;
const part = 1 / 3;

/** What nobody may delete without saying so: data, whole clusters, a large part of one. `allowed` holds KIND/NAME, KIND/NAMESPACE/NAME, * for any. */
export function refusedDeletions(
  { all, gone, sizeOf }: Deletions,
  allowed: readonly string[],
): readonly Finding[] {
  const isAllowed = (kind: string, names: readonly string[]): boolean =>
    allowed.some((each) => names.some((name) => isLike(`${kind}/${name}`, each)) || each === '*');
  const pruned = all.filter(
    ({ effect, resource }) => effect === 'pruned' && !isAllowed(resource.kind, namesOf(resource)),
  );
  const data = pruned.filter(({ loss }) => loss !== undefined);
  return [
    ...data.map(({ cluster, resource, loss, file }) =>
      finding('cli/would-delete', `${headOf(resource)} in ${cluster} would be deleted, and with it ${loss}`, {
        resource,
        source: { file },
        fix: `say --allow-delete ${resource.kind}/${resource.name}, if it may go`,
      }),
    ),
    ...[...grouped(pruned, ({ cluster }) => cluster)].flatMap(([cluster, mine]) => {
      if (mine.length < many || mine.length < sizeOf(cluster) * part) return [];
      const kinds = [...new Set(mine.map(({ resource }) => resource.kind))];
      return [
        finding(
          'cli/would-delete',
          `${mine.length} objects of ${cluster} would be deleted, of ${sizeOf(cluster)} files`,
          { fix: `say ${kinds.map((kind) => `--allow-delete '${kind}/*'`).join(' ')}, if they may go` },
        ),
      ];
    }),
    ...gone
      .filter((cluster) => !isAllowed('Cluster', [cluster]))
      .map((cluster) =>
        finding('cli/would-delete', `the whole cluster ${cluster} would be taken out of the output`, {
          fix: `say --allow-delete Cluster/${cluster}, if it may go`,
        }),
      ),
  ];
}

function namesOf({ namespace, name = '' }: ResourceIdentity): readonly string[] {
  return namespace === undefined ? [name] : [name, `${namespace}/${name}`];
}
