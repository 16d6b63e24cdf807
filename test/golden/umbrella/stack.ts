import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
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
      .build(),
  ],
});
