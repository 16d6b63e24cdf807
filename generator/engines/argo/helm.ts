import type { Application } from '#kinds/crds/argoproj.io/v1alpha1';
import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { layeredAll } from '../../core/merge.ts';
import { definedAt } from '../../core/origin.ts';
import { joinPath } from '../../core/path.ts';
import type { Release, ReleaseParts } from '../../evaluate/release.ts';
import type { Places } from '../../layout/places.ts';
import type { HelmReleaseOptions } from '../../model/helm.ts';
import type { FilePart } from '../../model/part.ts';
import { sourceOf } from '../source-of.ts';
import { plain, repository } from './repository.ts';

type ChartSource = NonNullable<Application['spec']['sources']>[number];

/** Value files go beside the bundle: Argo CD reads them from there. The chart itself is a source of the Application. */
export function releaseParts(release: Release): ReleaseParts {
  return { objects: [], files: readsFiles(release) ? release.chart.valuesFiles.map(valuesFile) : [] };
}

/** Only a Git source can lend its files to another source. */
export function readsFiles({ cluster, at, chart }: Release): boolean {
  return chart.valuesFiles.length > 0 && sourceOf(at, cluster).kind === 'GitRepository';
}

function valuesFile({ text }: Release['chart']['valuesFiles'][number], index: number): FilePart {
  return { part: 'file', path: `values-${index}.yaml`, content: text };
}

/** The chart as a source beside the bundle's directory. */
export function chartSource(release: Release, places: Places, namespace: string | undefined): ChartSource {
  const { chart, at, application } = release;
  const { options, valuesFiles } = chart;
  const folder = places.enginePath(places.files(at.bundle, application), at);
  const asFiles = readsFiles(release);
  const layers = asFiles ? [options.values] : [...valuesFiles.map(({ values }) => values), options.values];
  const values = layeredAll(layers);
  const helm = {
    releaseName: options.releaseName ?? application.name,
    ...(release.namespace === undefined || release.namespace === namespace
      ? {}
      : { namespace: release.namespace }),
    ...(asFiles
      ? {
          valueFiles: valuesFiles.map(
            (_, index) => `$values/${joinPath(plain(folder), `values-${index}.yaml`)}`,
          ),
        }
      : {}),
    ...(values === undefined ? {} : { valuesObject: values }),
    ...(options.crds === 'Skip' ? { skipCrds: true } : {}),
    ...options.argo,
  };
  return { ...chartAddress(options), helm };
}

function chartAddress(
  options: HelmReleaseOptions,
): Pick<ChartSource, 'repoURL' | 'chart' | 'path' | 'targetRevision'> {
  const { repository: from, chart = '', version, digest } = options;
  const targetRevision = digest ?? version ?? '*';
  if (typeof from === 'string') return { repoURL: from.replace(/^oci:\/\//, ''), chart, targetRevision };
  if (from?.kind === 'OCIRepository') {
    const { repoURL, targetRevision: revision } = repository(from, undefined);
    const [, home = '', name = ''] = /^(?:oci:\/\/)?(.*)\/([^/]+)$/.exec(repoURL) ?? [];
    return { repoURL: home, chart: name, targetRevision: version ?? revision };
  }
  if (from?.kind === 'HelmRepository')
    return { repoURL: from.options.url.replace(/^oci:\/\//, ''), chart, targetRevision };
  if (from === undefined) return { repoURL: '', chart, targetRevision };
  return { ...repository(from, version), path: plain(chart) };
}

const unknown: Readonly<Partial<Record<keyof HelmReleaseOptions, 'differs' | 'ignored'>>> = {
  valuesFrom: 'differs',
  remediation: 'ignored',
  driftDetection: 'ignored',
  interval: 'ignored',
  timeout: 'ignored',
  suspend: 'ignored',
  test: 'ignored',
  after: 'ignored',
};

/** What Argo CD cannot do for a chart. */
export function releaseFindings({ chart, application }: Release): readonly Finding[] {
  return Object.entries(unknown).flatMap(([option, effect]) => {
    if (chart.options[option as keyof HelmReleaseOptions] === undefined) return [];
    const code = effect === 'differs' ? 'build/unsupported-option' : 'build/ignored-option';
    const message = `Argo CD does not know ${option} of the release ${application.name}`;
    return [finding(code, message, { ...definedAt(application.origin), fix: `take ${option} out` })];
  });
}
