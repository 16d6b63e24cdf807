import { Application } from '#kinds/crds/argoproj.io/v1alpha1';
import type { Places } from '../../layout/places.ts';
import type { ClusterModel } from '../../model/model.ts';
import type { BundleAt } from '../../model/walk.ts';
import { sourceOf } from '../source-of.ts';
import { plain, repository, watched } from './repository.ts';
import { rootName, type Settings } from './settings.ts';
import { kustomizeOf, syncPolicy } from './sync.ts';
import type { Waves } from './waves.ts';

/** The Application that applies all others, itself included: what a bootstrap applies once by hand. */
export function rootApplication(
  cluster: ClusterModel,
  places: Places,
  { namespace, project, destination }: Settings,
): Application {
  const path = places.enginePath(places.root, { nodes: [] });
  return Application({
    metadata: {
      name: rootName(cluster),
      namespace,
      annotations: { 'argocd.argoproj.io/manifest-generate-paths': watched(path) },
    },
    spec: {
      project,
      destination: { ...destination, namespace },
      source: { ...repository(cluster.options.gitops.source, undefined), path: plain(path) },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  });
}

export function applicationOf(
  at: BundleAt,
  cluster: ClusterModel,
  places: Places,
  waves: Waves,
  settings: Settings,
): Application {
  const { bundle } = at;
  const { options } = bundle;
  const path = places.enginePath(places.bundle(bundle), at);
  const kustomize = kustomizeOf(options);
  const wave = waves.of(bundle.name);
  return Application({
    metadata: {
      name: bundle.name,
      namespace: settings.namespace,
      annotations: {
        'argocd.argoproj.io/manifest-generate-paths': watched(path),
        ...(wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
      },
      ...(options.finalizer === true ? { finalizers: ['resources-finalizer.argocd.argoproj.io'] } : {}),
    },
    spec: {
      project: options.project ?? settings.project,
      destination: {
        ...(options.destination ?? settings.destination),
        ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
      },
      source: {
        ...repository(sourceOf(at, cluster), options.revision),
        path: plain(path),
        ...(Object.keys(kustomize).length === 0 ? {} : { kustomize }),
      },
      syncPolicy: syncPolicy(options),
      ...(options.ignoreDifferences === undefined ? {} : { ignoreDifferences: options.ignoreDifferences }),
    },
  });
}
