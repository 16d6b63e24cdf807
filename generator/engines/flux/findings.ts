import { sourceConflicts } from '../../checks/sources.ts';
import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { definedAt } from '../../core/origin.ts';
import type { Release } from '../../evaluate/release.ts';
import type { ClusterModel } from '../../model/model.ts';
import type { BundleAt } from '../../model/walk.ts';
import { inexpressible } from '../unsupported.ts';
import { sharedSource } from './helm.ts';
import { rootName } from './settings.ts';

/** `wait` makes Flux ignore healthChecks: both as if both worked would be a lie. */
export function findingsOf(
  cluster: ClusterModel,
  bundles: readonly BundleAt[],
  releases: readonly Release[],
): readonly Finding[] {
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
    if (bundle.name === rootName)
      findings.push(
        finding('build/reserved-name', `the bundle ${rootName} has the name of Flux's own Kustomization`, {
          ...at,
          fix: 'choose another name',
        }),
      );
  }
  const charts = releases.map((release) => ({
    source: sharedSource(release),
    origin: release.application.origin,
  }));
  return [...findings, ...sourceConflicts(cluster, charts)];
}
