import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { gitRepository } from '../../../generator/model/source.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('a', {
        source: gitRepository('shared', { url: 'https://git.example.com/shared', tag: 'v1', interval: '1m' }),
      })
      .application('a', resources([ConfigMap({ metadata: { name: 'a' } })]))
      .end()
      .bundle('b', {
        source: gitRepository('shared', { url: 'https://git.example.com/shared', tag: 'v1', interval: '1m' }),
      })
      .application('b', resources([ConfigMap({ metadata: { name: 'b' } })]))
      .end()
      .end()
      .build(),
  ],
});
