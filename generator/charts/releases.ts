import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord, own } from '../core/json.ts';
import { layeredAll } from '../core/merge.ts';
import { readManifests } from '../manifest/read.ts';
import { type ChartRequest, isReleaseName, unaddressed } from '../model/chart.ts';
import { identityOf } from '../validate/identity.ts';

/** A release that the engine would install, as a chart that can be rendered here. */
export interface FoundRelease {
  /** Which of the objects asks for it. */
  readonly index: number;
  readonly request: ChartRequest;
}

export interface Releases {
  readonly found: readonly FoundRelease[];
  /** What cannot be known here, by the object that asks. */
  readonly remarks: readonly { readonly index: number; readonly finding: Finding }[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Charts of Flux's HelmReleases and Argo CD's Applications, their sources and values looked up among the same objects. */
export function releasesIn(objects: readonly unknown[], kubernetes: string): Releases {
  const found: FoundRelease[] = [];
  const remarks: { index: number; finding: Finding }[] = [];
  for (const [index, object] of objects.entries()) {
    const { apiVersion, kind, namespace = 'default', name = '' } = identityOf(object);
    const remark = (message: string): void => {
      const said = `${kind} ${name}: ${message}`;
      remarks.push({ index, finding: finding('build/chart-not-inflated', said) });
    };
    const asked = isRelease(apiVersion, kind)
      ? fluxCharts(fields(object, 'spec'), { namespace, name }, objects, remark)
      : isApplication(apiVersion, kind)
        ? argoCharts(fields(object, 'spec'), name, remark)
        : [];
    for (const { chart, repository, version, values, release, into } of asked) {
      const part = unaddressed({ chart, repository, version });
      if (part === 'version') {
        const named = version === '' ? 'that is newest' : version;
        remark(`the version ${named} of the chart ${chart} is not one: which it will be is not known here`);
        continue;
      }
      if (part !== undefined || !isReleaseName(release)) {
        remark(`its ${part ?? 'release'} is no name that helm could be asked for`);
        continue;
      }
      const options = { chart, repository, version, values };
      found.push({ index, request: { options, release, namespace: into, kubernetes } });
    }
  }
  return { found, remarks };
}

/** Whether an object may ask for a chart. */
export function mayHaveChart(object: unknown): boolean {
  const { apiVersion, kind } = identityOf(object);
  return isRelease(apiVersion, kind) || isApplication(apiVersion, kind);
}

function isRelease(apiVersion: string, kind: string): boolean {
  return kind === 'HelmRelease' && apiVersion.startsWith('helm.toolkit.fluxcd.io/');
}

function isApplication(apiVersion: string, kind: string): boolean {
  return kind === 'Application' && apiVersion.startsWith('argoproj.io/');
}

interface Asked {
  readonly chart: string;
  readonly repository: string;
  readonly version: string;
  readonly values: Fields;
  readonly release: string;
  readonly into: string;
}

interface At {
  readonly namespace: string;
  readonly name: string;
}

function fluxCharts(
  spec: Fields,
  { namespace, name }: At,
  objects: readonly unknown[],
  remark: (message: string) => void,
): readonly Asked[] {
  const place = fluxPlace(spec, namespace, objects);
  if (place === undefined) {
    remark('where its chart comes from is not among the objects here, or is no repository of charts');
    return [];
  }
  const target = text(spec, 'targetNamespace');
  const release = text(spec, 'releaseName') || (target === '' ? name : `${target}-${name}`);
  const values = layeredAll([
    ...valuesFrom(spec, namespace, objects, remark),
    fields(spec, 'values'),
  ]) as Fields;
  return [{ ...place, values, release: release.slice(0, 53), into: target || namespace }];
}

type Place = Pick<Asked, 'chart' | 'repository' | 'version'>;

function fluxPlace(spec: Fields, home: string, objects: readonly unknown[]): Place | undefined {
  const reference = fields(spec, 'chartRef');
  const chart = fields(fields(spec, 'chart'), 'spec');
  const source = Object.keys(reference).length > 0 ? reference : fields(chart, 'sourceRef');
  const namespace = text(source, 'namespace') || home;
  const object = objects.find((each) => {
    const found = identityOf(each);
    return (
      found.kind === source.kind &&
      found.name === source.name &&
      (found.namespace ?? 'default') === namespace &&
      found.apiVersion.startsWith('source.toolkit.fluxcd.io/')
    );
  });
  const where = fields(object, 'spec');
  const url = text(where, 'url').replace(/\/$/, '');
  if (source.kind === 'HelmRepository' && url !== '')
    return { chart: text(chart, 'chart'), repository: url, version: text(chart, 'version') };
  if (source.kind !== 'OCIRepository' || url === '') return undefined;
  const slash = url.lastIndexOf('/');
  return {
    chart: url.slice(slash + 1),
    repository: url.slice(0, slash),
    version: text(fields(where, 'ref'), 'tag'),
  };
}

/** Values in ConfigMaps that are rendered; what a Secret holds is nobody's business here. */
function valuesFrom(
  spec: Fields,
  namespace: string,
  objects: readonly unknown[],
  remark: (message: string) => void,
): readonly unknown[] {
  return list(spec, 'valuesFrom').flatMap((from) => {
    const [kind, name, key] = [
      text(from, 'kind'),
      text(from, 'name'),
      text(from, 'valuesKey') || 'values.yaml',
    ];
    const object = objects.find((each) => {
      const found = identityOf(each);
      return (
        found.kind === 'ConfigMap' && found.name === name && (found.namespace ?? 'default') === namespace
      );
    });
    const content = kind === 'ConfigMap' ? text(fields(object, 'data'), key) : '';
    if (content === '' || text(from, 'targetPath') !== '') {
      remark(`the values of ${kind} ${name} are not known here`);
      return [];
    }
    return [readManifests(content, name).documents[0]?.value ?? {}];
  });
}

function argoCharts(spec: Fields, name: string, remark: (message: string) => void): readonly Asked[] {
  const sources = [fields(spec, 'source'), ...list(spec, 'sources')];
  return sources
    .filter((source) => text(source, 'chart') !== '')
    .map((source) => {
      const helm = fields(source, 'helm');
      for (const option of ['valueFiles', 'parameters', 'fileParameters'])
        if (list(helm, option).length > 0 || Array.isArray(helm[option]))
          remark(`helm.${option} is not taken into account here`);
      const written = text(helm, 'values');
      const values = written === '' ? {} : readManifests(written, name).documents[0]?.value;
      const url = text(source, 'repoURL').replace(/\/$/, '');
      return {
        chart: text(source, 'chart'),
        repository: /^[a-z]+:\/\//.test(url) ? url : `oci://${url}`,
        version: text(source, 'targetRevision'),
        values: layeredAll([values, fields(helm, 'valuesObject')]) as Fields,
        release: text(helm, 'releaseName') || name,
        into: text(fields(spec, 'destination'), 'namespace') || 'default',
      };
    });
}

function fields(object: unknown, name: string): Fields {
  const found = isRecord(object) ? own(object, name) : undefined;
  return isRecord(found) ? found : {};
}

function text(object: Fields, name: string): string {
  const found = own(object, name);
  return typeof found === 'string' ? found : '';
}

function list(object: Fields, name: string): readonly Fields[] {
  const found = own(object, name);
  return Array.isArray(found) ? found.filter(isRecord) : [];
}
