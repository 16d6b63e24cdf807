import type { ClusterModel } from '../model/model.ts';
import type { BundleAt } from '../model/walk.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import type { Scope } from './kinds.ts';
import { type Metadata, metadataOf, type Texts } from './metadata.ts';

/** Namespace, labels and annotations from around a resource; what it says itself wins. Unchanged objects are not copied. */
export function decorate(
  object: KubernetesObject,
  scope: Scope,
  namespace: string | undefined,
  cluster: ClusterModel,
  { nodes, umbrellas, bundle }: BundleAt,
): KubernetesObject {
  const metadata = metadataOf(object);
  const around = [
    cluster.options,
    ...nodes.map(({ options }) => options),
    ...umbrellas.map(({ options }) => options),
    bundle.options,
  ];
  const labels = merged(
    around.map((each) => each.labels),
    metadata.labels,
  );
  const annotations = merged(
    around.map((each) => each.annotations),
    metadata.annotations,
  );
  const needsNamespace = namespace !== undefined && metadata.namespace === undefined && scope !== 'Cluster';
  if (!needsNamespace && labels === metadata.labels && annotations === metadata.annotations) return object;
  const { name, namespace: own, ...rest } = metadata;
  const placed = own ?? (needsNamespace ? namespace : undefined);
  const decorated: Metadata = {
    name,
    ...(placed === undefined ? {} : { namespace: placed }),
    ...rest,
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
  };
  return { ...object, metadata: decorated } as KubernetesObject;
}

function merged(around: readonly (Texts | undefined)[], own: Texts | undefined): Texts | undefined {
  const given = around.filter((each) => each !== undefined && Object.keys(each).length > 0);
  return given.length === 0 ? own : Object.assign({}, ...given, own);
}
