import { type ApplicationConfig, resources } from 'plimsoll';
import { PrometheusRule } from 'plimsoll/crds/monitoring.coreos.com/v1';

/** What somebody is woken for. */
export function alerts(): ApplicationConfig {
  return resources(({ cluster }) => [
    PrometheusRule({
      metadata: { name: 'shop' },
      spec: {
        groups: [
          {
            name: 'shop',
            rules: [
              {
                alert: 'ShopDown',
                expr: 'sum(up{job="web", namespace="shop"}) == 0',
                for: '5m',
                labels: { severity: 'page', cluster },
                annotations: { summary: 'No instance of the shop answers.' },
              },
            ],
          },
        ],
      },
    }),
  ]);
}
