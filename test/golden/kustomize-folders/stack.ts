import { kustomize } from '../../../generator/applications/kustomize.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { filesInMemory } from '../../../generator/model/project-files.ts';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  files: filesInMemory({
    'legacy/kustomization.yaml': 'resources: [base]\nnamePrefix: old-\n',
    'legacy/base/kustomization.yaml': 'resources: [map.yaml]\n',
    'legacy/base/map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: legacy}\n',
  }),
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('legacy')
      .application('legacy', kustomize('legacy'))
      .end()
      .end()
      .build(),
  ],
});
