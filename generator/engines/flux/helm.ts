import { HelmRelease } from '#kinds/crds/helm.toolkit.fluxcd.io/v2';
import { OCIRepository } from '#kinds/crds/source.toolkit.fluxcd.io/v1';
import { layeredAll } from '../../core/merge.ts';
import type { Release, ReleaseParts } from '../../evaluate/release.ts';
import type { HelmReleaseOptions } from '../../model/helm.ts';
import { helmRepository, type Source } from '../../model/source.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { repositoryName } from '../repository-name.ts';
import { settingsOf } from './settings.ts';

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
  const values = valuesOf(release);
  const install = { ...steps(options), ...(options.createNamespace ? { createNamespace: true } : {}) };
  const spec = {
    interval: intervalOf(release),
    ...chartOf(release, home, oci),
    releaseName: options.releaseName ?? release.application.name,
    ...(target === home ? {} : { targetNamespace: target, storageNamespace: target }),
    kubeConfig: kubeConfigOf(release),
    timeout: options.timeout,
    suspend: options.suspend,
    dependsOn: options.after,
    serviceAccountName:
      release.at.bundle.options.serviceAccountName ?? settingsOf(release.cluster).serviceAccountName,
    install: Object.keys(install).length === 0 ? undefined : install,
    upgrade:
      Object.keys(steps(options)).length === 0 ? undefined : { ...steps(options), ...strategy(options) },
    driftDetection: options.driftDetection,
    test: options.test === undefined ? undefined : { enable: options.test },
    valuesFrom: options.valuesFrom,
    values,
  };
  return Object.fromEntries(
    Object.entries(spec).filter(([, value]) => value !== undefined),
  ) as unknown as Spec;
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

function kubeConfigOf({ cluster }: Release): Spec['kubeConfig'] | undefined {
  const { controlPlane } = cluster.options.gitops;
  return controlPlane && { secretRef: { name: controlPlane.secret } };
}

function valuesOf({ chart }: Release): unknown {
  return layeredAll([...chart.valuesFiles.map(({ values }) => values), chart.options.values]);
}

function steps({ crds, remediation }: HelmReleaseOptions): object {
  return {
    ...(crds === undefined ? {} : { crds }),
    ...(remediation === undefined
      ? {}
      : {
          remediation: {
            retries: remediation.retries,
            ...(remediation.remediateLastFailure === undefined
              ? {}
              : { remediateLastFailure: remediation.remediateLastFailure }),
          },
        }),
  };
}

function strategy({ crds, remediation }: HelmReleaseOptions): object {
  if (remediation?.strategy === undefined) return {};
  const { remediation: made = {} } = steps({ ...(crds ? { crds } : {}), remediation }) as {
    remediation?: object;
  };
  return { remediation: { ...made, strategy: remediation.strategy } };
}

function isOci({ repository }: HelmReleaseOptions): boolean {
  return typeof repository === 'string' && repository.startsWith('oci://');
}

/** A range is followed, a version or digest is pinned. */
function ociReference({ version = '*', digest }: HelmReleaseOptions): object {
  if (digest !== undefined) return { digest };
  return /^v?\d+\.\d+\.\d+/.test(version) ? { tag: version } : { semver: version };
}
