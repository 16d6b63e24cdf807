import { circlesIn } from '../core/circles.ts';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { didYouMean } from '../core/suggest.ts';
import type { BundleModel, ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';

/** What only the clusters of a render together can say: order across them. */
export function checkFleet(fleet: readonly ClusterModel[]): readonly Finding[] {
  const clusters = new Map(fleet.map((cluster) => [cluster.name, cluster]));
  const findings: Finding[] = [];
  for (const cluster of fleet) {
    const plane = cluster.options.gitops.controlPlane;
    if (plane !== undefined && plane.cluster === cluster.name)
      findings.push(
        finding(
          'build/cross-cluster-dependency',
          `the cluster ${cluster.name} is its own control plane`,
          definedAt(cluster.origin),
        ),
      );
    for (const { bundle } of bundlesOf(cluster))
      for (const needed of bundle.options.after ?? []) {
        const wrong = wrongAfter(cluster, bundle, needed, clusters);
        if (wrong !== undefined) findings.push(wrong);
      }
  }
  return [...findings, ...circles(fleet)];
}

type Needed = NonNullable<BundleModel['options']['after']>[number];

function wrongAfter(
  cluster: ClusterModel,
  bundle: BundleModel,
  needed: Needed,
  clusters: ReadonlyMap<string, ClusterModel>,
): Finding | undefined {
  const at = definedAt(bundle.origin);
  const other = clusters.get(needed.cluster);
  if (other === undefined) {
    const hint = didYouMean(
      needed.cluster,
      [...clusters.keys()].filter((name) => name !== cluster.name),
    );
    return finding(
      'build/unknown-dependency',
      `the bundle ${bundle.name} comes after one of the cluster ${needed.cluster}, which is not rendered`,
      { ...at, ...(hint === undefined ? {} : { fix: hint }) },
    );
  }
  const names = [...bundlesOf(other)].map((each) => each.bundle.name);
  if (!names.includes(needed.bundle)) {
    const hint = didYouMean(needed.bundle, names);
    return finding(
      'build/unknown-dependency',
      `the bundle ${bundle.name} comes after ${needed.bundle} of ${needed.cluster}, which is not there`,
      { ...at, ...(hint === undefined ? {} : { fix: hint }) },
    );
  }
  const [own, others] = [planeOf(cluster), planeOf(other)];
  if (own !== undefined && own === others) return undefined;
  const message = `the bundle ${bundle.name} of ${cluster.name} comes after ${needed.bundle} of ${needed.cluster}, but no one control plane applies both`;
  return finding('build/cross-cluster-dependency', message, {
    ...at,
    fix: 'give both clusters one control plane: flux({ controlPlane: { cluster, secret } })',
  });
}

/** The cluster whose engine applies this one; only Flux can apply another. */
function planeOf({ name, options }: ClusterModel): string | undefined {
  return options.gitops.engine === 'flux' ? (options.gitops.controlPlane?.cluster ?? name) : undefined;
}

/** Waiting across clusters can close a circle that no cluster sees alone. */
function circles(fleet: readonly ClusterModel[]): readonly Finding[] {
  const waits = new Map<string, { readonly bundle: BundleModel; readonly for: readonly string[] }>();
  for (const cluster of fleet)
    for (const { bundle } of bundlesOf(cluster)) {
      const own = [...bundle.dependsOn, ...bundle.bundles.map(({ name }) => name)].map(
        (name) => `${cluster.name}/${name}`,
      );
      const elsewhere = (bundle.options.after ?? []).map((each) => `${each.cluster}/${each.bundle}`);
      waits.set(`${cluster.name}/${bundle.name}`, { bundle, for: [...own, ...elsewhere] });
    }
  const found = circlesIn(waits.keys(), (key) => waits.get(key)?.for ?? []);
  const across = found.filter(
    (circle) => new Set(circle.map((key) => key.slice(0, key.indexOf('/')))).size > 1,
  );
  return across.map((circle) => {
    const origin = waits.get(circle[0] as string)?.bundle.origin;
    const at = origin === undefined ? {} : definedAt(origin);
    return finding('build/dependency-cycle', `bundles wait for each other: ${circle.join(' → ')}`, at);
  });
}
