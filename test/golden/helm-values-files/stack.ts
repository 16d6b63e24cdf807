import { helmRelease } from '../../../generator/applications/helm-release.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { filesInMemory } from '../../../generator/model/project-files.ts';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  files: filesInMemory({
    'charts/base.yaml': '# for every cluster\nreplicas: 1\nlimits:\n  cpu: 100m\nextra: [1]\n',
    'charts/prod.yaml': 'replicas: 3\nlimits:\n  memory: 1Gi\nextra: null\n',
  }),
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
          valuesFiles: ['charts/base.yaml', './charts/prod.yaml'],
          values: { limits: { cpu: '200m' } },
        }),
      )
      .end()
      .end()
      .build(),
  ],
});
