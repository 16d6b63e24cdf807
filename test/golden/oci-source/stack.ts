import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { ociRepository } from '../../../generator/model/source.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('a', {
        source: ociRepository('images', {
          url: 'oci://registry.example.com/fleet',
          semver: '1.x',
          secret: 'pull',
        }),
      })
      .application('a', resources([ConfigMap({ metadata: { name: 'a' } })]))
      .end()
      .end()
      .build(),
  ],
});
