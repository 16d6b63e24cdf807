import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { readManifests } from '../manifest/read.ts';
import type { HelmReleaseOptions } from '../model/helm.ts';
import type { ApplicationConfig, Context } from '../model/model.ts';
import type { ChartPart } from '../model/part.ts';
import type { ProjectFiles } from '../model/project-files.ts';
import { readText } from './files.ts';

/** A Helm chart: a HelmRelease and its source for Flux, a source of the Application for Argo CD. */
export function helmRelease(options: HelmReleaseOptions): ApplicationConfig {
  return Object.freeze({
    kind: 'helm-release',
    render: ({ files }: Context): readonly ChartPart[] => {
      complete(options);
      const valuesFiles = (options.valuesFiles ?? []).map((path) => valuesFile(files, path));
      return [{ part: 'chart', options, valuesFiles }];
    },
  });
}

function valuesFile(files: ProjectFiles, path: string): ChartPart['valuesFiles'][number] {
  const text = readText(files, path);
  const { documents, findings } = readManifests(text, path);
  if (findings.length > 0) throw new Problem(findings);
  return { path, text, values: documents[0]?.value ?? {} };
}

/** A chart needs a place it comes from; there a version, unless the place says which. */
function complete({ chart, repository, version, digest }: HelmReleaseOptions): void {
  const missing = (what: string, fix: string): Problem =>
    new Problem([finding('build/incomplete-chart', `the chart ${chart ?? ''} has no ${what}`, { fix })]);
  if (repository === undefined)
    throw missing('repository', 'add repository: an address, or a source that is shared');
  const kind = typeof repository === 'string' ? 'address' : repository.kind;
  if (chart === undefined && kind !== 'OCIRepository' && kind !== 'ExternalArtifact')
    throw missing('name', 'add chart: its name in the repository');
  if ((kind === 'address' || kind === 'HelmRepository') && version === undefined && digest === undefined)
    throw missing('version', "add version: '1.2.3', or a range");
}
