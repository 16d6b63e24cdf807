import { helmRelease } from '../../../generator/applications/helm-release.ts';
import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { gitRepository, helmRepository } from '../../../generator/model/source.ts';
import { Namespace } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

const charts = helmRepository('charts', { url: 'https://charts.example.com', secret: 'charts' });

/** By address, by a source that two share, from an OCI registry and from Git. */
export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops, labels: { team: 'platform' } })
      .node('platform')
      .bundle('certificates', { namespace: 'cert-manager', wait: true })
      .application('namespace', resources([Namespace({ metadata: { name: 'cert-manager' } })]))
      .application(
        'cert-manager',
        helmRelease({
          chart: 'cert-manager',
          version: '1.19.1',
          repository: 'https://charts.example.org/stable',
          crds: 'CreateReplace',
          values: { replicaCount: 2, crds: { enabled: true } },
        }),
      )
      .end()
      .bundle('ingress')
      .application(
        'gateway',
        helmRelease({
          chart: 'gateway',
          version: '1.5.0',
          repository: 'oci://registry.example.com/charts',
          createNamespace: true,
        }),
        { namespace: 'gateway' },
      )
      .end()
      .bundle('tools', { namespace: 'tools' })
      .application('one', helmRelease({ chart: 'one', version: '1.x', repository: charts }))
      .application('two', helmRelease({ chart: 'two', version: '2.0.0', repository: charts }), {
        namespace: 'other',
      })
      .application(
        'three',
        helmRelease({
          chart: './charts/three',
          repository: gitRepository('tools', { url: 'https://git.example.com/tools', tag: 'v3' }),
        }),
      )
      .end()
      .end()
      .build(),
  ],
});
