import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { definedAt } from '../../core/origin.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { ClusterModel } from '../../model/model.ts';
import type { BundleAt } from '../../model/walk.ts';
import { inexpressible } from '../unsupported.ts';
import { rootName, settingsOf } from './settings.ts';
import type { Waves } from './waves.ts';

/** What Argo CD cannot do as it was asked. */
export function findingsOf(
  cluster: ClusterModel,
  bundles: readonly BundleAt[],
  waves: Waves,
): readonly Finding[] {
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
  const { projects } = settingsOf(cluster);
  for (const { bundle } of bundles) {
    const { project } = bundle.options;
    if (
      project === undefined ||
      Object.keys(projects).length === 0 ||
      project === 'default' ||
      Object.hasOwn(projects, project)
    )
      continue;
    const hint = didYouMean(project, Object.keys(projects));
    const message = `the bundle ${bundle.name} is in the project ${project}, which the cluster does not define`;
    findings.push(
      finding('build/unknown-project', message, {
        ...definedAt(bundle.origin),
        ...(hint === undefined ? {} : { fix: hint }),
      }),
    );
  }
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
