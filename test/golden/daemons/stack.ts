import { daemon } from '../../../generator/applications/workloads/daemon.ts';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

/** One on each node, and one on really each. */
export const golden: Golden = (gitops) =>
  applicationCase(gitops, {
    probe: daemon({ image: 'registry.example.com/probe:1.0.0' }),
    agent: daemon({
      image: 'registry.example.com/agent:1.0.0',
      everyNode: true,
      maxUnavailable: 1,
      ports: { metrics: 9100 },
      metrics: { from: 'observability' },
      health: { alive: { tcp: 'metrics' } },
      network: { to: ['anywhere'] },
    }),
  });
