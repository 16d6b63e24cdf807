import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('web')
      .application('web', resources([ConfigMap({ metadata: { name: 'web' } })]))
      .end()
      .end()
      .build(),
    cluster('staging', { kubernetes: '1.36', gitops })
      .node('apps')
      .bundle('web')
      .application('web', resources([ConfigMap({ metadata: { name: 'web' } })]))
      .end()
      .end()
      .build(),
  ],
});
