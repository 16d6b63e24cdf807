import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('web', {
        timeout: '2m',
        healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' }],
      })
      .application('web', resources([ConfigMap({ metadata: { name: 'web' } })]))
      .end()
      .bundle('both', {
        wait: true,
        healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }],
      })
      .application('both', resources([ConfigMap({ metadata: { name: 'both' } })]))
      .end()
      .end()
      .build(),
  ],
});
