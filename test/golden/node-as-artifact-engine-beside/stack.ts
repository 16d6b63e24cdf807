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
      .end()
      .build(),
  ],
  rules: { engine: 'node' },
});
