import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('infra')
      .bundle('certs')
      .application('certs', resources([ConfigMap({ metadata: { name: 'certs' } })]))
      .end()
      .end()
      .node('apps')
      .bundle('web')
      .application('web', resources([ConfigMap({ metadata: { name: 'web' } })]))
      .end()
      .bundle('api')
      .application('api', resources([ConfigMap({ metadata: { name: 'api' } })]))
      .end()
      .end()
      .build(),
  ],
});
