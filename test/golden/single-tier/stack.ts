import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('web')
      .bundle('web-all')
      .application('web-all', resources([ConfigMap({ metadata: { name: 'web-all' } })]))
      .end()
      .end()
      .node('more')
      .bundle('a')
      .application('a', resources([ConfigMap({ metadata: { name: 'a' } })]))
      .end()
      .bundle('b')
      .application('b', resources([ConfigMap({ metadata: { name: 'b' } })]))
      .end()
      .end()
      .build(),
  ],
  rules: { singleTier: true },
});
