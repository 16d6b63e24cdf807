import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap, Secret } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
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
      .build(),
  ],
  rules: { files: 'application' },
});
