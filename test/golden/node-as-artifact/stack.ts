import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ociRepository } from '../../../generator/model/source.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('team', {
        source: ociRepository('team', { url: 'oci://registry.example.com/team', tag: 'latest' }),
      })
      .bundle('a')
      .application('a', resources([ConfigMap({ metadata: { name: 'a' } })]))
      .end()
      .node('inner')
      .bundle('b')
      .application('b', resources([ConfigMap({ metadata: { name: 'b' } })]))
      .end()
      .end()
      .end()
      .node('rest')
      .bundle('c')
      .application('c', resources([ConfigMap({ metadata: { name: 'c' } })]))
      .end()
      .end()
      .build(),
  ],
});
