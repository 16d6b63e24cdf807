import type { ClusterModel } from '../model/model.ts';
import type { Source } from '../model/source.ts';
import type { BundleAt } from '../model/walk.ts';

/** A bundle's own source, else that of the nearest node that is published apart, else the cluster's. */
export function sourceOf({ bundle, nodes }: BundleAt, cluster: ClusterModel): Source {
  return (
    bundle.options.source ??
    nodes.findLast(({ options }) => options.source !== undefined)?.options.source ??
    cluster.options.gitops.source
  );
}
