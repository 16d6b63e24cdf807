import { namespace } from '../../../generator/applications/tenants/namespace.ts';
import { tenant } from '../../../generator/applications/tenants/tenant.ts';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

/** A namespace, and a team's part of a cluster. */
export const golden: Golden = (gitops) =>
  applicationCase(gitops, {
    plain: namespace(),
    legacy: namespace({
      podSecurity: 'baseline',
      labels: { team: 'old' },
      annotations: { note: 'to be moved' },
    }),
    blue: tenant({
      labels: { team: 'blue' },
      quota: { cpu: 10, memory: '32Gi', pods: 100, storage: '1Ti', others: { 'requests.nvidia.com/gpu': 2 } },
      containers: { cpu: '100m', memory: '128Mi' },
      groups: { edit: ['blue-developers'], view: ['blue-guests', 'support'] },
      engineAccess: 'edit',
      repositories: ['ssh://git@git.example.com/blue'],
    }),
    green: tenant({ quota: false, repositories: ['ssh://git@git.example.com/green'] }),
  });
