import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap, Namespace } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('web', { namespace: 'shop' })
      .application(
        'web',
        resources([
          Namespace({ metadata: { name: 'shop' } }),
          ConfigMap({ metadata: { name: 'a' } }),
          ConfigMap({ metadata: { name: 'a', namespace: 'other' } }),
        ]),
      )
      .application('api', resources([ConfigMap({ metadata: { name: 'b' } })]), { namespace: 'api' })
      .end()
      .end()
      .build(),
  ],
});
