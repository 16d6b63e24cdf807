import { resources } from '../../generator/applications/resources.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import type { LayoutRules } from '../../generator/layout/rules.ts';
import type { GitOps } from '../../generator/model/model.ts';
import type { ProjectFiles } from '../../generator/model/project-files.ts';
import { ConfigMap, Secret } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';

/** What a golden case makes, for whichever engine is asked. */
export interface GoldenCase {
  readonly clusters: readonly BuiltCluster[];
  readonly rules?: Partial<LayoutRules>;
  readonly files?: ProjectFiles;
}

export type Golden = (gitops: GitOps) => GoldenCase | Promise<GoldenCase>;

/** An umbrella of two bundles, one of which depends on the other. */
export function umbrella(gitops: GitOps): BuiltCluster {
  return cluster('prod', { kubernetes: '1.34', gitops })
    .node('apps')
    .bundle('shop')
    .bundle('db')
    .application('db', resources([ConfigMap({ metadata: { name: 'db' } })]))
    .end()
    .bundle('web', { dependsOn: ['db'] })
    .application('web', resources([ConfigMap({ metadata: { name: 'web' } })]))
    .end()
    .end()
    .end()
    .build();
}

/** Two applications in one bundle, several kinds. */
export function twoApplications(gitops: GitOps): BuiltCluster {
  return cluster('prod', { kubernetes: '1.34', gitops })
    .node('apps')
    .bundle('web')
    .application(
      'web',
      resources([
        ConfigMap({ metadata: { name: 'a' } }),
        ConfigMap({ metadata: { name: 'b' } }),
        Secret({ metadata: { name: 'a' } }),
      ]),
    )
    .application('api', resources([ConfigMap({ metadata: { name: 'c' } })]))
    .end()
    .end()
    .build();
}

/** Nodes in nodes, bundles at two levels. */
export function nestedNodes(gitops: GitOps): BuiltCluster {
  return cluster('prod', { kubernetes: '1.34', gitops })
    .node('apps')
    .node('shop')
    .bundle('web')
    .application('web', resources([ConfigMap({ metadata: { name: 'web' } })]))
    .end()
    .node('deep')
    .bundle('db')
    .application('db', resources([ConfigMap({ metadata: { name: 'db' } })]))
    .end()
    .end()
    .end()
    .bundle('tools')
    .application('tools', resources([ConfigMap({ metadata: { name: 'tools' } })]))
    .end()
    .end()
    .build();
}

/** One node, one bundle, one application. */
export function smallest(gitops: GitOps): BuiltCluster {
  return cluster('prod', { kubernetes: '1.34', gitops })
    .node('apps')
    .bundle('web')
    .application('web', resources([ConfigMap({ metadata: { name: 'web' } })]))
    .end()
    .end()
    .build();
}
