import { externalSecret } from '../../../generator/applications/secrets/external-secret.ts';
import { worker } from '../../../generator/applications/workloads/worker.ts';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

/** The least that can be said, and one that scales, is asked and measured. */
export const golden: Golden = (gitops) =>
  applicationCase(gitops, {
    mails: worker({ image: 'registry.example.com/mails:1.0.0', args: ['--queue', 'mails'] }),
    orders: worker({
      image: 'registry.example.com/orders:1.0.0',
      ports: { metrics: 9090 },
      metrics: { path: '/stats' },
      replicas: { min: 2, max: 20, cpu: false, memory: 75 },
      health: { alive: { command: ['/bin/alive'] }, ready: { grpc: 9090, service: 'orders' } },
      network: { to: [{ namespace: 'queue', labels: { app: 'rabbit' }, ports: [5672] }, 'namespace'] },
      envFrom: [{ secret: 'orders' }],
      disruption: false,
      placement: { spread: false },
    }),
    'orders-secret': externalSecret({ name: 'orders', store: 'vault', all: ['queue/orders'] }),
  });
