import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';

/** What a cluster is made of, and in which order it is applied. */
export interface ClusterGraph {
  readonly cluster: string;
  readonly engine: string;
  readonly kubernetes: string;
  readonly bundles: readonly BundleNode[];
  /** Findings of none of its bundles. */
  readonly findings: readonly NodeFinding[];
}

export interface BundleNode {
  readonly name: string;
  /** From the cluster down: `apps/shop`. */
  readonly node: string;
  /** The bundle it is in. */
  readonly within?: string;
  readonly dependsOn: readonly string[];
  /** 1 is applied first; what has the same number may be applied at once. */
  readonly order: number;
  readonly applications: readonly ApplicationNode[];
  readonly findings: readonly NodeFinding[];
}

export interface ApplicationNode {
  readonly name: string;
  readonly kind: string;
  readonly objects: number;
}

export interface NodeFinding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

/** How a graph is asked for what it cannot know: objects of applications, and which bundle a finding is about. */
export interface Around {
  readonly objects: (cluster: string, bundle: string, application: string) => number;
  readonly findings: readonly Finding[];
  /** Of the file that a finding is in. */
  readonly ownerOf: (
    finding: Finding,
  ) => { readonly cluster: string; readonly bundle?: string | undefined } | undefined;
}

export function graphOf(
  clusters: readonly ClusterModel[],
  { objects, findings, ownerOf }: Around,
): readonly ClusterGraph[] {
  const owned = findings.map((finding) => ({ finding, owner: ownerOf(finding) }));
  const byCluster = grouped(owned, ({ owner }) => owner?.cluster);
  return clusters.map((model): ClusterGraph => {
    const mine = grouped(byCluster.get(model.name) ?? [], ({ owner }) => owner?.bundle);
    const order = orderOf(model);
    const said = (bundle: string | undefined): readonly NodeFinding[] =>
      (mine.get(bundle) ?? []).map(({ finding: { code, severity, message } }) => ({
        code,
        severity,
        message,
      }));
    return {
      cluster: model.name,
      engine: model.options.gitops.engine,
      kubernetes: model.options.kubernetes,
      findings: said(undefined),
      bundles: [...bundlesOf(model)].map(({ bundle, nodes, umbrellas }): BundleNode => {
        const within = umbrellas.at(-1)?.name;
        return {
          name: bundle.name,
          node: nodes.map(({ name }) => name).join('/'),
          ...(within === undefined ? {} : { within }),
          dependsOn: bundle.dependsOn,
          order: order.get(bundle.name) ?? 1,
          applications: bundle.applications.map(({ name, config }) => ({
            name,
            kind: config.kind,
            objects: objects(model.name, bundle.name, name),
          })),
          findings: said(bundle.name),
        };
      }),
    };
  });
}

/** A bundle comes after what it depends on, and after the one it is in. Circles, which are mistakes, end where they began. */
function orderOf(model: ClusterModel): ReadonlyMap<string, number> {
  const before = new Map(
    [...bundlesOf(model)].map(({ bundle, umbrellas }) => [
      bundle.name,
      [...bundle.dependsOn, ...umbrellas.slice(-1).map(({ name }) => name)],
    ]),
  );
  const order = new Map<string, number>();
  const visit = (name: string, above: ReadonlySet<string>): number => {
    const known = order.get(name);
    if (known !== undefined) return known;
    if (above.has(name)) return 0;
    const inner = new Set(above).add(name);
    const number =
      1 + Math.max(0, ...(before.get(name) ?? []).map((each) => (before.has(each) ? visit(each, inner) : 0)));
    order.set(name, number);
    return number;
  };
  for (const name of before.keys()) visit(name, new Set());
  return order;
}
