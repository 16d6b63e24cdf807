import { Kustomization } from '#kinds/crds/kustomize.toolkit.fluxcd.io/v1';
import type { Release } from '../../evaluate/release.ts';
import type { EngineDocument } from '../../layout/file-set.ts';
import type { Places } from '../../layout/places.ts';
import { withBundlesBefore } from '../../model/before.ts';
import type { ClusterModel } from '../../model/model.ts';
import type { Source } from '../../model/source.ts';
import { type BundleAt, bundlesOf } from '../../model/walk.ts';
import type { Engine, EngineAnswer } from '../engine.ts';
import { enginePatches } from '../engine-patches.ts';
import { sourceOf } from '../source-of.ts';
import { managedDocuments } from './control-plane.ts';
import { findingsOf } from './findings.ts';
import { releaseObjects, releaseParts, sharedSource } from './helm.ts';
import { type ImageAutomation, imageAutomationDocuments } from './image-automation.ts';
import { kustomizationOf } from './kustomizations.ts';
import { type Notifications, notificationDocuments } from './notifications.ts';
import { reference } from './reference.ts';
import { rootName, type Settings, settingsOf } from './settings.ts';
import { sourceObject } from './sources.ts';

export const fluxEngine: Engine = {
  name: 'flux',
  directory: 'flux-system',
  // A Kustomization applies all that it has at once.
  arrange: withBundlesBefore,
  release: releaseParts,
  answer: (cluster, places, fleet, { releases, emitted }) => {
    const bundles = [...bundlesOf(cluster)];
    const settings = settingsOf(cluster);
    // What applies a managed cluster stands with its control plane.
    const own =
      cluster.options.gitops.controlPlane === undefined ? [rootDocument(cluster, places, settings)] : [];
    const documents: EngineDocument[] = [...own, ...managedDocuments(cluster, places, fleet)];
    documents.push(...extras(cluster, places.root));
    const sources = sourcesOf(cluster, bundles, releases);
    for (const source of sources) {
      const object = sourceObject(source, settings);
      if (object !== undefined)
        documents.push({
          directory: places.root,
          file: `${object.kind.toLowerCase()}-${source.name}.yaml`,
          object,
        });
    }
    const patchesOf = enginePatches(emitted);
    for (const at of bundles)
      documents.push({
        directory: places.engine(at),
        file: `${at.bundle.name}.yaml`,
        object: kustomizationOf(at, cluster, places, fleet, patchesOf(at.bundle)),
      });
    if (cluster.options.gitops.controlPlane !== undefined)
      for (const release of releases)
        for (const object of releaseObjects(release))
          documents.push({
            directory: places.engine(release.at),
            file: `${object.kind.toLowerCase()}-${release.application.name}.yaml`,
            object,
          });
    const findings = findingsOf(cluster, bundles, releases);
    return { documents, findings, ...components(cluster) };
  },
};

/** What a cluster is given beside its bundles. */
function extras(cluster: ClusterModel, directory: string): readonly EngineDocument[] {
  const settings = settingsOf(cluster);
  const { source, options } = cluster.options.gitops;
  const { notifications = {}, imageAutomation } = options as {
    notifications?: Notifications;
    imageAutomation?: ImageAutomation;
  };
  const automation =
    imageAutomation === undefined
      ? []
      : imageAutomationDocuments(directory, imageAutomation, source, settings);
  return [...notificationDocuments(directory, notifications, settings), ...automation];
}

/** The Kustomization that applies everything else, itself included: what a bootstrap applies once by hand. */
function rootDocument(
  { options }: ClusterModel,
  places: Places,
  { namespace, interval }: Settings,
): EngineDocument {
  const object = Kustomization({
    metadata: { name: rootName, namespace },
    spec: {
      interval,
      path: places.enginePath(places.root, { nodes: [] }),
      prune: true,
      sourceRef: reference(options.gitops.source),
    },
  });
  return { directory: places.root, file: 'gotk-sync.yaml', object };
}

/** Each source once, however many bundles share it. */
function sourcesOf(
  cluster: ClusterModel,
  bundles: readonly BundleAt[],
  releases: readonly Release[],
): readonly Source[] {
  const charts = releases.map(sharedSource).filter((source) => source !== undefined);
  const all = [cluster.options.gitops.source, ...bundles.map((at) => sourceOf(at, cluster)), ...charts];
  return [
    ...new Map(
      all.map((source) => [`${source.kind}/${source.options.namespace ?? ''}/${source.name}`, source]),
    ).values(),
  ];
}

const installed = 'gotk-components.yaml';

/** What installs Flux itself: fetched from an address, or the user's own file. Managed clusters have none. */
function components({ options }: ClusterModel): Pick<EngineAnswer, 'usersFiles' | 'fetchedFiles'> {
  if (options.gitops.controlPlane !== undefined) return {};
  return {
    usersFiles: [installed],
    fetchedFiles: (options.gitops.remotes ?? []).map(({ address }) => ({ file: installed, address })),
  };
}
