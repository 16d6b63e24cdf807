import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { HTTPRoute } from '../../../paths-codegen/generated/crds/gateway.networking.k8s.io/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('web')
      .application(
        'route',
        resources([
          HTTPRoute({
            metadata: { name: 'web', namespace: 'shop' },
            spec: { hostnames: ['shop.example.com'], rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] },
          }),
        ]),
      )
      .end()
      .end()
      .build(),
  ],
});
