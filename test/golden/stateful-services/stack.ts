import { statefulService } from '../../../generator/applications/workloads/stateful-service.ts';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

/** Members with names and storage. */
export const golden: Golden = (gitops) =>
  applicationCase(gitops, {
    cache: statefulService({
      image: 'registry.example.com/cache:7.0.0',
      ports: { cache: 6379 },
      claims: { data: { path: '/data', size: '1Gi' } },
    }),
    queue: statefulService({
      image: 'registry.example.com/queue:4.0.0',
      ports: { queue: 5672, metrics: 9090 },
      claims: {
        data: { path: '/var/lib/queue', size: '20Gi', storageClass: 'fast', access: 'ReadWriteOncePod' },
      },
      replicas: 3,
      start: 'parallel',
      found: 'always',
      metrics: { port: 'metrics' },
      security: { filesGroup: 1000 },
      network: { from: [{ app: 'orders' }, { app: 'queue' }], to: [{ app: 'queue' }] },
    }),
  });
