import { HelmRelease } from '#kinds/crds/helm.toolkit.fluxcd.io/v2';
import { OCIRepository } from '#kinds/crds/source.toolkit.fluxcd.io/v1';
import { defined } from '../../core/json.ts';
import { layeredAll } from '../../core/merge.ts';
import type { Release, ReleaseParts } from '../../evaluate/release.ts';
import type { HelmReleaseOptions } from '../../model/helm.ts';
import { helmRepository, type Source } from '../../model/source.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { repositoryName } from '../repository-name.ts';
import { kubeConfigOf, settingsOf } from './settings.ts';

type Spec = NonNullable<HelmRelease['spec']>;

/** Where another cluster applies this one, releases stand there, beside the Kustomizations; else in the bundle. */
export function releaseParts(release: Release): ReleaseParts {
  const managed = release.cluster.options.gitops.controlPlane !== undefined;
  return { objects: managed ? [] : releaseObjects(release), files: [] };
}

/** The HelmRelease, and the source of an OCI chart, which is its own. */
export function releaseObjects(release: Release): readonly KubernetesObject[] {
  const { options } = release.chart;
  const home = homeOf(release);
  const metadata = { name: release.application.name, namespace: home };
  const oci = isOci(options);
  return [
    ...(oci
      ? [
          OCIRepository({
            metadata,
            spec: {
              interval: intervalOf(release),
              url: `${options.repository}/${options.chart}`.replace(/([^:/])\/+/g, '$1/'),
              ref: ociReference(options),
            },
          }),
        ]
      : []),
    HelmRelease({ metadata, spec: { ...specOf(release, home, oci), ...options.flux } }),
  ];
}

/** The source a release shares with others: given by the user, or made of an address. */
export function sharedSource({ chart: { options } }: Release): Source | undefined {
  const { repository } = options;
  if (repository === undefined || isOci(options)) return undefined;
  return typeof repository === 'string'
    ? helmRepository(repositoryName(repository), { url: repository })
    : repository;
}

function specOf(release: Release, home: string, oci: boolean): Spec {
  const { options } = release.chart;
  const target = release.namespace ?? home;
  const createNamespace = options.createNamespace === true ? { createNamespace: true } : undefined;
  const install = step(options, false);
  return defined({
    interval: intervalOf(release),
    ...chartOf(release, home, oci),
    releaseName: options.releaseName ?? release.application.name,
    ...(target === home ? {} : { targetNamespace: target, storageNamespace: target }),
    kubeConfig: kubeConfigOf(release.cluster),
    timeout: options.timeout,
    suspend: options.suspend,
    dependsOn: options.after,
    serviceAccountName:
      release.at.bundle.options.serviceAccountName ?? settingsOf(release.cluster).serviceAccountName,
    install: install || createNamespace ? { ...install, ...createNamespace } : undefined,
    upgrade: step(options, true),
    driftDetection: options.driftDetection,
    test: options.test === undefined ? undefined : { enable: options.test },
    valuesFrom: options.valuesFrom,
    values: valuesOf(release),
  }) as Spec;
}

function chartOf(release: Release, home: string, oci: boolean): Pick<Spec, 'chart' | 'chartRef'> {
  const { options } = release.chart;
  if (oci) return { chartRef: { kind: 'OCIRepository', name: release.application.name } };
  const source = sharedSource(release) as Source;
  const { namespace = settingsOf(release.cluster).namespace } = source.options;
  const place = namespace === home ? {} : { namespace };
  if (source.kind === 'OCIRepository' || source.kind === 'ExternalArtifact')
    return { chartRef: { kind: source.kind, name: source.name, ...place } };
  return {
    chart: {
      spec: {
        chart: options.chart as string,
        ...(options.version === undefined ? {} : { version: options.version }),
        sourceRef: { kind: source.kind, name: source.name, ...place },
      },
    },
  };
}

/** A namespace that the release makes cannot hold the release. */
function homeOf({ cluster, namespace, chart }: Release): string {
  const own = settingsOf(cluster).namespace;
  if (cluster.options.gitops.controlPlane !== undefined || chart.options.createNamespace === true) return own;
  return namespace ?? own;
}

function intervalOf({ cluster, at, chart }: Release): string {
  return chart.options.interval ?? at.bundle.options.interval ?? settingsOf(cluster).interval;
}

function valuesOf({ chart }: Release): unknown {
  return layeredAll([...chart.valuesFiles.map(({ values }) => values), chart.options.values]);
}

/** What installing and upgrading have in common; only an upgrade has something to go back to. */
function step({ crds, remediation }: HelmReleaseOptions, upgrades: boolean): object | undefined {
  const { retries, remediateLastFailure, strategy } = remediation ?? {};
  const made = defined({
    crds,
    remediation:
      remediation && defined({ retries, remediateLastFailure, strategy: upgrades ? strategy : undefined }),
  });
  return Object.keys(made).length === 0 ? undefined : made;
}

function isOci({ repository }: HelmReleaseOptions): boolean {
  return typeof repository === 'string' && repository.startsWith('oci://');
}

/** A range is followed, a version or digest is pinned. */
function ociReference({ version = '*', digest }: HelmReleaseOptions): object {
  if (digest !== undefined) return { digest };
  return /^v?\d+\.\d+\.\d+/.test(version) ? { tag: version } : { semver: version };
}
