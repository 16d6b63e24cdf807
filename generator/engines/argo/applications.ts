import { Application, ApplicationSet } from '#kinds/crds/argoproj.io/v1alpha1';
import type { Release } from '../../evaluate/release.ts';
import type { Places } from '../../layout/places.ts';
import type { BundleOptions } from '../../model/bundle-options.ts';
import type { ClusterModel } from '../../model/model.ts';
import type { BundleAt } from '../../model/walk.ts';
import { sourceOf } from '../source-of.ts';
import { chartSource, readsFiles } from './helm.ts';
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

/** What an Application is made for. */
export interface Asked {
  readonly at: BundleAt;
  readonly cluster: ClusterModel;
  readonly places: Places;
  /** The charts of the bundle. */
  readonly releases: readonly Release[];
  readonly patches: BundleOptions['patches'];
  /** Whether anything is in the bundle's directory. */
  readonly reads: boolean;
}

/** The object for a bundle: an Application, or a set of them made by generators. */
export function applicationOf(asked: Asked, waves: Waves, settings: Settings): Application | ApplicationSet {
  const { at, places, reads, releases } = asked;
  const { bundle } = at;
  const { options } = bundle;
  const path = places.enginePath(places.bundle(bundle), at);
  const wave = waves.of(bundle.name);
  const annotations = {
    ...(reads || releases.some(readsFiles)
      ? { 'argocd.argoproj.io/manifest-generate-paths': watched(path) }
      : {}),
    ...(wave === 0 ? {} : { 'argocd.argoproj.io/sync-wave': String(wave) }),
  };
  const finalizers =
    options.finalizer === true ? { finalizers: ['resources-finalizer.argocd.argoproj.io'] } : {};
  const metadata = { name: bundle.name, namespace: settings.namespace };
  const spec = specOf(asked, plain(path), settings);
  const noted = Object.keys(annotations).length === 0 ? {} : { annotations };
  if (options.applicationSet === undefined)
    return Application({ metadata: { ...metadata, ...noted, ...finalizers }, spec });
  const { name, generators } = options.applicationSet;
  return ApplicationSet({
    metadata: { ...metadata, ...noted },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators,
      template: { metadata: { name, ...finalizers }, spec },
    },
  });
}

function specOf(asked: Asked, path: string, settings: Settings): Application['spec'] {
  const { at, releases } = asked;
  const { options } = at.bundle;
  const namespace = options.namespace ?? releases[0]?.namespace;
  const sources = sourcesOf(asked, path, namespace);
  const [only] = sources;
  return {
    project: options.project ?? settings.project,
    destination: {
      ...(options.destination ?? settings.destination),
      ...(namespace === undefined ? {} : { namespace }),
    },
    ...(sources.length === 1 && only !== undefined ? { source: only } : { sources }),
    syncPolicy: syncPolicy(
      options,
      releases.some(({ chart }) => chart.options.createNamespace === true),
    ),
    ...(options.ignoreDifferences === undefined ? {} : { ignoreDifferences: options.ignoreDifferences }),
  };
}

/** The bundle's directory, its charts, and what the user adds. */
function sourcesOf(
  { at, cluster, places, releases, patches, reads }: Asked,
  path: string,
  namespace: string | undefined,
): NonNullable<Application['spec']['sources']> {
  const { options } = at.bundle;
  const kustomize = kustomizeOf(options, patches);
  const lends = releases.some(readsFiles);
  const directory = {
    ...repository(sourceOf(at, cluster), options.revision),
    ...(reads ? { path } : {}),
    ...(lends ? { ref: 'values' } : {}),
    ...(Object.keys(kustomize).length === 0 ? {} : { kustomize }),
  };
  return [
    ...(reads || lends ? [directory] : []),
    ...releases.map((release) => chartSource(release, places, namespace)),
    ...(options.additionalSources ?? []),
  ];
}
