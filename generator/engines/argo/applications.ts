import { Application, ApplicationSet } from '#kinds/crds/argoproj.io/v1alpha1';
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

/** The object for a bundle: an Application, or a set of them made by generators. */
export function applicationOf(
  at: BundleAt,
  cluster: ClusterModel,
  places: Places,
  waves: Waves,
  settings: Settings,
): Application | ApplicationSet {
  const { bundle } = at;
  const { options } = bundle;
  const path = places.enginePath(places.bundle(bundle), at);
  const wave = waves.of(bundle.name);
  const annotations = {
    'argocd.argoproj.io/manifest-generate-paths': watched(path),
    ...(wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
  };
  const finalizers =
    options.finalizer === true ? { finalizers: ['resources-finalizer.argocd.argoproj.io'] } : {};
  const metadata = { name: bundle.name, namespace: settings.namespace };
  const spec = specOf(at, cluster, plain(path), settings);
  if (options.applicationSet === undefined)
    return Application({ metadata: { ...metadata, annotations, ...finalizers }, spec });
  const { name, generators } = options.applicationSet;
  return ApplicationSet({
    metadata: { ...metadata, annotations },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators,
      template: { metadata: { name, ...finalizers }, spec },
    },
  });
}

function specOf(
  { bundle, nodes, umbrellas }: BundleAt,
  cluster: ClusterModel,
  path: string,
  settings: Settings,
): Application['spec'] {
  const { options } = bundle;
  const kustomize = kustomizeOf(options);
  const source = {
    ...repository(sourceOf({ bundle, nodes, umbrellas }, cluster), options.revision),
    path,
    ...(Object.keys(kustomize).length === 0 ? {} : { kustomize }),
  };
  const more = options.additionalSources ?? [];
  return {
    project: options.project ?? settings.project,
    destination: {
      ...(options.destination ?? settings.destination),
      ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    },
    ...(more.length === 0 ? { source } : { sources: [source, ...more] }),
    syncPolicy: syncPolicy(options),
    ...(options.ignoreDifferences === undefined ? {} : { ignoreDifferences: options.ignoreDifferences }),
  };
}
