import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import type { ApplicationModel, BundleModel, ClusterModel, Context } from '../model/model.ts';
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
    namespace: application.namespace ?? namespaceOf(bundle, umbrellas),
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

/** A bundle's own, else that of the nearest umbrella that names one. */
function namespaceOf({ options }: BundleModel, umbrellas: readonly BundleModel[]): string | undefined {
  return (
    options.namespace ?? umbrellas.findLast((each) => each.options.namespace !== undefined)?.options.namespace
  );
}
