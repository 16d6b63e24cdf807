import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops, labels: { team: 'all', region: 'eu' } })
      .node('apps', { labels: { tier: 'apps' } })
      .bundle('web', { labels: { team: 'web' }, annotations: { note: 'by bundle' } })
      .application(
        'web',
        resources([
          ConfigMap({ metadata: { name: 'plain' } }),
          ConfigMap({ metadata: { name: 'own', labels: { team: 'own' }, annotations: { note: 'own' } } }),
        ]),
      )
      .end()
      .end()
      .build(),
  ],
});
