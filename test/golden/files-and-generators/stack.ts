import { resources } from '../../../generator/applications/resources.ts';
import { projectFile, withFiles } from '../../../generator/applications/with-files.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { filesInMemory } from '../../../generator/model/project-files.ts';
import { ConfigMap } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

export const golden: Golden = (gitops) => ({
  files: filesInMemory({ 'conf/nginx.conf': 'server {}\n' }),
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps')
      .bundle('web', { namespace: 'shop' })
      .application(
        'web',
        withFiles(resources([ConfigMap({ metadata: { name: 'web' } })]), {
          files: { 'nginx.conf': projectFile('conf/nginx.conf'), 'motd/today.txt': 'hello\n' },
          configMapGenerator: [
            { name: 'web-conf', files: ['nginx.conf', 'message=motd/today.txt'] },
            {
              name: 'web-env',
              literals: { LEVEL: 'info', B: '1' },
              stableName: true,
              labels: { app: 'web' },
            },
          ],
          secretGenerator: [{ name: 'web-token', literals: { token: 'x' }, type: 'Opaque' }],
        }),
      )
      .end()
      .end()
      .build(),
  ],
});
