import { helmRelease } from '../../../generator/applications/helm-release.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import type { Golden } from '../../support/golden.ts';

/** What one engine knows and the other does not. */
export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('web', { namespace: 'web' })
      .application(
        'web',
        helmRelease({
          chart: 'web',
          version: '1.0.0',
          repository: 'https://charts.example.com',
          releaseName: 'shop-web',
          crds: 'Skip',
          interval: '1h',
          timeout: '10m',
          remediation: { retries: 3, remediateLastFailure: true, strategy: 'rollback' },
          driftDetection: { mode: 'enabled', ignore: [{ paths: ['/spec/replicas'] }] },
          valuesFrom: [{ kind: 'Secret', name: 'web-values', optional: true }],
          test: true,
          after: [{ name: 'db' }],
          flux: { maxHistory: 3 },
          argo: { passCredentials: true },
        }),
      )
      .end()
      .end()
      .build(),
  ],
});
