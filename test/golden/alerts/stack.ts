import { alert } from '../../../generator/applications/alerts/alert.ts';
import { notification } from '../../../generator/applications/alerts/notification.ts';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

/** What somebody is woken for, and what the engine says. */
export const golden: Golden = (gitops) =>
  applicationCase(gitops, {
    shop: alert({
      rules: {
        ShopDown: {
          expr: 'sum(up{job="web"}) == 0',
          for: '2m',
          severity: 'critical',
          summary: 'Nobody answers.',
          description: 'No instance of the shop answers.',
          runbook: 'https://runbooks.example.com/shop',
          labels: { team: 'shop' },
        },
      },
      delivery: true,
    }),
    slack: notification({ to: { slack: 'deliveries', secret: 'slack' }, about: 'everything' }),
  });
