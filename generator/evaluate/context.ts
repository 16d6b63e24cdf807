import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import type { ApplicationModel, ClusterModel, Context } from '../model/model.ts';
import type { ProjectFiles } from '../model/project-files.ts';
import type { BundleAt } from '../model/walk.ts';

/** What an application sees; its remarks go to `findings`. */
export function contextOf(
  cluster: ClusterModel,
  { bundle, nodes, umbrellas }: BundleAt,
  application: ApplicationModel,
  files: ProjectFiles,
  findings: Finding[],
): Context {
  return {
    cluster: cluster.name,
    engine: cluster.options.gitops.engine,
    node: nodes.map(({ name }) => name).join('/'),
    bundle: bundle.name,
    application: application.name,
    namespace: namespaceOf(application, { bundle, umbrellas }),
    kubernetes: cluster.options.kubernetes,
    values: { ...cluster.options.values, ...bundle.options.values },
    files,
    warn: (message) =>
      findings.push(
        finding(
          'build/application-warning',
          `${application.name}: ${message}`,
          definedAt(application.origin),
        ),
      ),
  };
}

/** An application's own, its bundle's, else that of the nearest umbrella that names one. */
export function namespaceOf(
  application: ApplicationModel,
  { bundle, umbrellas }: Pick<BundleAt, 'bundle' | 'umbrellas'>,
): string | undefined {
  return (
    application.namespace ??
    bundle.options.namespace ??
    umbrellas.findLast((each) => each.options.namespace !== undefined)?.options.namespace
  );
}
