import { resources } from '../../../generator/applications/resources.ts';
import { cluster } from '../../../generator/builder/builder.ts';
import { patch } from '../../../generator/paths/patch.ts';
import { Deployment } from '../../../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { ConfigMap, Service } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import type { Golden } from '../../support/golden.ts';

const { spec } = Deployment.path;
const containers = spec.template.spec.containers;

function web(name: string): Deployment {
  return Deployment({
    metadata: { name, labels: { app: name } },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1' }] },
      },
    },
  });
}

export const golden: Golden = (gitops) => ({
  clusters: [
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('apps', (apps) =>
        apps
          .bundle('shop', (shop) =>
            shop
              .application('web', resources([web('web'), ConfigMap({ metadata: { name: 'web' } })]), {
                patches: [
                  patch(Deployment, 'web').set(containers.named('web').image, 'registry.example.com/web:2'),
                ],
              })
              .application(
                'api',
                resources([
                  web('api'),
                  Service({ metadata: { name: 'api' }, spec: { ports: [{ port: 80 }] } }),
                ]),
              )
              .patch(
                patch(Deployment, { labels: 'app in (web, api)' }).append(containers, {
                  name: 'log',
                  image: 'registry.example.com/log:1',
                }),
              )
              .patch(patch(Deployment, 'api').set(spec.replicas, 2), { emit: 'kustomization' })
              .patch(patch(Service, 'api').set(Service.path.spec.ports.item({ port: 80 }).name, 'http'), {
                emit: 'file',
              })
              .patch(
                {
                  type: 'strategic',
                  target: { kind: 'Deployment', name: 'web' },
                  patch: { spec: { minReadySeconds: 5 } },
                },
                { emit: 'engine' },
              ),
          )
          .patch({
            type: 'json',
            target: { kind: 'ConfigMap' },
            patch: [{ op: 'add', path: '/data', value: { level: 'info' } }],
          }),
      )
      .patch(patch(Deployment).set(spec.revisionHistoryLimit, 3))
      .overlay(
        { kind: 'ConfigMap', application: 'web' },
        { type: 'merge', patch: { data: { level: 'debug' } } },
      )
      .build(),
  ],
});
