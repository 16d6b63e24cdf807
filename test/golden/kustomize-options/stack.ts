import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('web', {
        namePrefix: 'p-',
        nameSuffix: '-s',
        targetNamespace: 'shop',
        images: [{ name: 'web', newTag: '2' }],
        patches: [{ patch: '- op: remove\n  path: /data', target: { kind: 'ConfigMap' } }],
        prune: false,
        force: true,
        suspend: true,
      })
      .application('web', resources([ConfigMap({ metadata: { name: 'web' } })]))
      .end()
      .end()
      .build(),
  ],
});
