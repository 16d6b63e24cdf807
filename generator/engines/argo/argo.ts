import { Application } from '#kinds/crds/argoproj.io/v1alpha1';
import { ConfigMap } from '#kinds/kubernetes/core/v1';
import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import type { EngineDocument } from '../../layout/file-set.ts';
import type { Places } from '../../layout/places.ts';
import type { BundleOptions } from '../../model/bundle-options.ts';
import type { ClusterModel } from '../../model/model.ts';
import { definedAt } from '../../model/place.ts';
import type { Source } from '../../model/source.ts';
import { type BundleAt, bundlesOf } from '../../model/walk.ts';
import type { Engine } from '../engine.ts';
import { sourceOf } from '../source-of.ts';
import { inexpressible } from '../unsupported.ts';
import { type Waves, wavesOf } from './waves.ts';

interface Settings {
  readonly namespace: string;
  readonly project: string;
  readonly destination: { readonly server: string } | { readonly name: string };
  readonly applicationHealth: 'emit' | 'present';
}

export const argoEngine: Engine = {
  name: 'argo',
  directory: 'argocd',
  answer: (cluster, places) => {
    const bundles = [...bundlesOf(cluster)];
    const settings = settingsOf(cluster);
    const waves = wavesOf(cluster);
    const ordered = bundles.some(({ bundle }) => waves.of(bundle.name) > 0);
    const documents: EngineDocument[] = [
      { directory: places.root, file: 'root.yaml', object: rootApplication(cluster, places, settings) },
    ];
    if (ordered && settings.applicationHealth === 'emit')
      documents.push({ directory: places.root, file: 'argocd-cm.yaml', object: health(settings) });
    for (const at of bundles)
      documents.push({
        directory: places.engine(at),
        file: `${at.bundle.name}.yaml`,
        object: applicationOf(at, cluster, places, waves, settings),
      });
    return { documents, findings: findingsOf(cluster, bundles, waves) };
  },
};

function settingsOf({ options }: ClusterModel): Settings {
  const {
    namespace = 'argocd',
    project = 'default',
    applicationHealth = 'emit',
  } = options.gitops.options as Partial<Settings>;
  const { destination = { server: 'https://kubernetes.default.svc' } } = options.gitops
    .options as Partial<Settings>;
  return { namespace, project, destination, applicationHealth };
}

function rootName({ name }: ClusterModel): string {
  return `${name}-root`;
}

/** The Application that applies all others, itself included: what a bootstrap applies once by hand. */
function rootApplication(
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

function applicationOf(
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

/** Argo CD writes paths without `./`; the root of a repository is `.`. */
function plain(path: string): string {
  return path.replace(/^\.\/(?=.)/, '').replace(/^\.\/$/, '.');
}

/** What must change in the repository before the Application is looked at again. */
function watched(path: string): string {
  return path === './' ? '.' : `/${plain(path)}`;
}

function repository(
  source: Source,
  revision: string | undefined,
): { repoURL: string; targetRevision: string } {
  if (source.kind === 'GitRepository') {
    const { url, commit, tag, semver, branch } = source.options;
    return { repoURL: url, targetRevision: revision ?? commit ?? tag ?? semver ?? branch ?? 'HEAD' };
  }
  if (source.kind === 'OCIRepository') {
    const { url, digest, tag, semver } = source.options;
    return { repoURL: url, targetRevision: revision ?? digest ?? tag ?? semver ?? 'latest' };
  }
  return {
    repoURL: source.kind === 'HelmRepository' ? source.options.url : source.name,
    targetRevision: revision ?? 'HEAD',
  };
}

function kustomizeOf({
  namePrefix,
  nameSuffix,
  images,
  components,
  patches,
  targetNamespace,
}: BundleOptions): object {
  const image = ({ name, newName, newTag, digest }: NonNullable<BundleOptions['images']>[number]): string =>
    `${newName === undefined ? name : `${name}=${newName}`}${newTag === undefined ? '' : `:${newTag}`}${digest === undefined ? '' : `@${digest}`}`;
  const fields = {
    namePrefix,
    nameSuffix,
    components,
    patches,
    namespace: targetNamespace,
    images: images?.map(image),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function syncPolicy({ sync = {}, suspend, prune = true, force }: BundleOptions): object {
  const automated = sync.automated ?? suspend !== true;
  const options = [...(sync.options ?? []), ...(force === true ? ['Replace=true'] : [])];
  return {
    ...(automated
      ? {
          automated: {
            prune,
            selfHeal: sync.selfHeal ?? true,
            ...(sync.allowEmpty === undefined ? {} : { allowEmpty: sync.allowEmpty }),
          },
        }
      : {}),
    ...(options.length > 0 ? { syncOptions: options } : {}),
    ...(sync.retry === undefined ? {} : { retry: retry(sync.retry) }),
  };
}

function retry({
  limit,
  duration,
  maxDuration,
  factor,
}: NonNullable<NonNullable<BundleOptions['sync']>['retry']>): object {
  const backoff = Object.fromEntries(
    Object.entries({ duration, maxDuration, factor }).filter(([, value]) => value !== undefined),
  );
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(Object.keys(backoff).length === 0 ? {} : { backoff }),
  };
}

/** Without this Argo CD calls every Application healthy at once, and a wave waits for nothing. */
function health({ namespace }: Settings): ConfigMap {
  const script = [
    'hs = { status = "Progressing", message = "" }',
    'if obj.status ~= nil and obj.status.health ~= nil then',
    '  hs.status = obj.status.health.status',
    '  hs.message = obj.status.health.message or ""',
    'end',
    'return hs',
    '',
  ];
  return ConfigMap({
    metadata: {
      name: 'argocd-cm',
      namespace,
      labels: { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' },
    },
    data: { 'resource.customizations.health.argoproj.io_Application': script.join('\n') },
  });
}

function findingsOf(cluster: ClusterModel, bundles: readonly BundleAt[], waves: Waves): readonly Finding[] {
  const findings: Finding[] = [
    ...inexpressible(cluster, 'Argo CD', {
      interval: 'ignored',
      timeout: 'ignored',
      retryInterval: 'ignored',
      wait: 'ignored',
      deletionPolicy: 'ignored',
      healthChecks: 'ignored',
      healthCheckExprs: 'ignored',
      serviceAccountName: 'ignored',
      postBuild: 'differs',
      decryption: 'differs',
    }),
  ];
  for (const { bundle } of bundles)
    if (bundle.name === rootName(cluster)) {
      const message = `the bundle ${bundle.name} has the name of the Application that applies all others`;
      findings.push(
        finding('build/reserved-name', message, {
          ...definedAt(bundle.origin),
          fix: 'choose another name',
        }),
      );
    }
  for (const { bundle, needs } of waves.unordered) {
    const message = `Argo CD cannot guarantee that ${needs} is ready before ${bundle.bundle.name}: their umbrellas wait for each other`;
    findings.push(
      finding('build/order-not-guaranteed', message, {
        ...definedAt(bundle.bundle.origin),
        fix: 'move one of the two to another umbrella',
      }),
    );
  }
  return findings;
}
