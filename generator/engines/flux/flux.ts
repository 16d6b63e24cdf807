import { Kustomization } from '#kinds/crds/kustomize.toolkit.fluxcd.io/v1';
import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import type { EngineDocument } from '../../layout/file-set.ts';
import type { Places } from '../../layout/places.ts';
import type { BundleOptions } from '../../model/bundle-options.ts';
import type { BundleModel, ClusterModel } from '../../model/model.ts';
import { definedAt } from '../../model/place.ts';
import type { Source } from '../../model/source.ts';
import { type BundleAt, bundlesOf } from '../../model/walk.ts';
import type { Engine } from '../engine.ts';
import { sourceOf } from '../source-of.ts';
import { inexpressible } from '../unsupported.ts';
import { managedDocuments } from './control-plane.ts';
import { type ImageAutomation, imageAutomationDocuments } from './image-automation.ts';
import { type Notifications, notificationDocuments } from './notifications.ts';
import { reference } from './reference.ts';
import { type Settings, settingsOf } from './settings.ts';
import { sourceObject } from './sources.ts';

const root = 'flux-system';

export const fluxEngine: Engine = {
  name: 'flux',
  directory: 'flux-system',
  answer: (cluster, places, fleet) => {
    const bundles = [...bundlesOf(cluster)];
    const settings = settingsOf(cluster);
    // What applies a managed cluster stands with its control plane.
    const own =
      cluster.options.gitops.controlPlane === undefined ? [rootDocument(cluster, places, settings)] : [];
    const documents: EngineDocument[] = [...own, ...managedDocuments(cluster, places, fleet)];
    documents.push(...extras(cluster, places.root));
    for (const source of sourcesOf(cluster, bundles)) {
      const object = sourceObject(source, settings);
      if (object !== undefined)
        documents.push({
          directory: places.root,
          file: `${object.kind.toLowerCase()}-${source.name}.yaml`,
          object,
        });
    }
    for (const at of bundles)
      documents.push({
        directory: places.engine(at),
        file: `${at.bundle.name}.yaml`,
        object: kustomizationOf(at, cluster, places, fleet),
      });
    // What installs Flux itself is the user's own file.
    return { documents, findings: findingsOf(cluster, bundles), usersFiles: ['gotk-components.yaml'] };
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
    metadata: { name: root, namespace },
    spec: {
      interval,
      path: places.enginePath(places.root, { nodes: [] }),
      prune: true,
      sourceRef: reference(options.gitops.source),
    },
  });
  return { directory: places.root, file: 'gotk-sync.yaml', object };
}

function kustomizationOf(
  at: BundleAt,
  cluster: ClusterModel,
  places: Places,
  fleet: readonly ClusterModel[],
): Kustomization {
  const { namespace, interval, serviceAccountName } = settingsOf(cluster);
  const { bundle } = at;
  const { options } = bundle;
  const health = options.wait === true ? undefined : healthChecks(bundle, namespace);
  return Kustomization({
    metadata: { name: bundle.name, namespace },
    spec: defined({
      interval: options.interval ?? interval,
      path: places.enginePath(places.bundle(bundle), at),
      prune: options.prune ?? true,
      sourceRef: reference(sourceOf(at, cluster)),
      dependsOn: dependencies(bundle, fleet),
      kubeConfig: kubeConfig(cluster),
      wait: options.wait,
      healthChecks: health,
      healthCheckExprs: options.healthCheckExprs,
      timeout: options.timeout,
      retryInterval: options.retryInterval,
      force: options.force,
      suspend: options.suspend,
      deletionPolicy: options.deletionPolicy,
      patches: options.patches,
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
  { dependsOn, options }: BundleModel,
  fleet: readonly ClusterModel[],
): readonly object[] | undefined {
  const elsewhere = (options.after ?? []).flatMap(({ cluster, bundle }) => {
    const other = fleet.find(({ name }) => name === cluster);
    return other === undefined ? [] : [{ name: bundle, namespace: settingsOf(other).namespace }];
  });
  const all = [...dependsOn.map((name) => ({ name })), ...elsewhere];
  return all.length === 0 ? undefined : all;
}

function kubeConfig({ options }: ClusterModel): object | undefined {
  const { controlPlane } = options.gitops;
  return controlPlane && { secretRef: { name: controlPlane.secret } };
}

/** An umbrella is ready when its children are: it applies their Kustomizations, and waits for them. */
function healthChecks({ options, bundles }: BundleModel, namespace: string): readonly object[] | undefined {
  const children = bundles.map(({ name }) => ({
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

/** Each source once, however many bundles share it. */
function sourcesOf(cluster: ClusterModel, bundles: readonly BundleAt[]): readonly Source[] {
  const all = [cluster.options.gitops.source, ...bundles.map((at) => sourceOf(at, cluster))];
  return [
    ...new Map(
      all.map((source) => [`${source.kind}/${source.options.namespace ?? ''}/${source.name}`, source]),
    ).values(),
  ];
}

/** `wait` makes Flux ignore healthChecks: both as if both worked would be a lie. */
function findingsOf(cluster: ClusterModel, bundles: readonly BundleAt[]): readonly Finding[] {
  const findings: Finding[] = [
    ...inexpressible(cluster, 'Flux', {
      sync: 'ignored',
      wave: 'ignored',
      ignoreDifferences: 'ignored',
      project: 'ignored',
      destination: 'differs',
      revision: 'differs',
      additionalSources: 'differs',
      applicationSet: 'differs',
      finalizer: 'ignored',
    }),
  ];
  const { source, options } = cluster.options.gitops;
  if (options.imageAutomation !== undefined && source.kind !== 'GitRepository') {
    const message = `image automation of the cluster ${cluster.name} edits a Git repository, and its source is a ${source.kind}`;
    findings.push(
      finding('build/unsupported-option', message, {
        ...definedAt(cluster.origin),
        fix: 'read the cluster from a gitRepository(…)',
      }),
    );
  }
  for (const { bundle } of bundles) {
    const at = definedAt(bundle.origin);
    if (bundle.options.wait === true && bundle.options.healthChecks !== undefined)
      findings.push(
        finding(
          'build/ignored-option',
          `the bundle ${bundle.name} waits for everything it applies: Flux ignores its healthChecks`,
          {
            ...at,
            fix: 'take wait or healthChecks out',
          },
        ),
      );
    if (bundle.name === root)
      findings.push(
        finding('build/reserved-name', `the bundle ${root} has the name of Flux's own Kustomization`, {
          ...at,
          fix: 'choose another name',
        }),
      );
  }
  return findings;
}

function defined(object: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
