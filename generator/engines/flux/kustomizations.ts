import { Kustomization } from '#kinds/crds/kustomize.toolkit.fluxcd.io/v1';
import { defined } from '../../core/json.ts';
import type { Places } from '../../layout/places.ts';
import type { BundleOptions } from '../../model/bundle-options.ts';
import type { BundleModel, ClusterModel } from '../../model/model.ts';
import type { BundleAt } from '../../model/walk.ts';
import { sourceOf } from '../source-of.ts';
import { reference } from './reference.ts';
import { kubeConfigOf, settingsOf } from './settings.ts';

/** The Kustomization that applies a bundle. */
export function kustomizationOf(
  at: BundleAt,
  cluster: ClusterModel,
  places: Places,
  fleet: readonly ClusterModel[],
  patches: BundleOptions['patches'],
): Kustomization {
  const { namespace, interval, serviceAccountName } = settingsOf(cluster);
  const { bundle } = at;
  const { options } = bundle;
  const managed = cluster.options.gitops.controlPlane !== undefined;
  const health = options.wait === true ? undefined : healthChecks(bundle, namespace, managed);
  return Kustomization({
    metadata: { name: bundle.name, namespace },
    spec: defined({
      interval: options.interval ?? interval,
      path: places.enginePath(places.bundle(bundle), at),
      prune: options.prune ?? true,
      sourceRef: reference(sourceOf(at, cluster)),
      dependsOn: dependencies(bundle, fleet, managed),
      kubeConfig: kubeConfigOf(cluster),
      wait: options.wait,
      healthChecks: health,
      healthCheckExprs: options.healthCheckExprs,
      timeout: options.timeout,
      retryInterval: options.retryInterval,
      force: options.force,
      suspend: options.suspend,
      deletionPolicy: options.deletionPolicy,
      patches,
      postBuild: options.postBuild,
      decryption: decryption(options),
      serviceAccountName: options.serviceAccountName ?? serviceAccountName,
      targetNamespace: options.targetNamespace,
      namePrefix: options.namePrefix,
      nameSuffix: options.nameSuffix,
      images: options.images,
      components: options.components,
    }) as NonNullable<Kustomization['spec']>,
  });
}

/** Within the cluster by name; in another one by the namespace its objects have on the control plane. */
function dependencies(
  { dependsOn, options, bundles }: BundleModel,
  fleet: readonly ClusterModel[],
  managed: boolean,
): readonly object[] | undefined {
  const elsewhere = (options.after ?? []).flatMap(({ cluster, bundle }) => {
    const other = fleet.find(({ name }) => name === cluster);
    return other === undefined ? [] : [{ name: bundle, namespace: settingsOf(other).namespace }];
  });
  // Health is looked for in the managed cluster, and the children stand here: an umbrella comes after them instead.
  const children = managed ? bundles.map(({ name }) => name) : [];
  const own = [...new Set([...dependsOn, ...children])].map((name) => ({ name }));
  const all = [...own, ...elsewhere];
  return all.length === 0 ? undefined : all;
}

/** An umbrella is ready when its children are: it applies their Kustomizations, and waits for them. */
function healthChecks(
  { options, bundles }: BundleModel,
  namespace: string,
  managed: boolean,
): readonly object[] | undefined {
  const children = (managed ? [] : bundles).map(({ name }) => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    name,
    namespace,
  }));
  const all = [...(options.healthChecks ?? []), ...children];
  return all.length === 0 ? undefined : all;
}

function decryption({ decryption: asked }: BundleOptions): object | undefined {
  return (
    asked && {
      provider: asked.provider,
      ...(asked.secret === undefined ? {} : { secretRef: { name: asked.secret } }),
    }
  );
}
