import type { PodMonitor, ServiceMonitor } from '#kinds/crds/monitoring.coreos.com/v1';
import { given } from '../../core/json.ts';
import type { MetricsOptions } from './options.ts';
import { metadata, type Subject } from './subject.ts';

export function metricsOf(options: MetricsOptions | true | undefined): MetricsOptions | undefined {
  return options === true ? {} : options;
}

/** Through its Service where it has one, else pod by pod. */
export function monitor(
  subject: Subject,
  options: MetricsOptions | undefined,
  by: 'service' | 'pod',
): readonly (ServiceMonitor | PodMonitor)[] {
  if (options === undefined) return [];
  const { port = Object.keys(subject.ports)[0] ?? 'http', path = '/metrics', interval = '30s' } = options;
  const shared = { metadata: metadata(subject) };
  const selector = { matchLabels: subject.selector };
  const endpoint = given<{ port?: string; targetPort?: number; path: string; interval: string }>({
    port: typeof port === 'string' ? port : undefined,
    targetPort: typeof port === 'number' ? port : undefined,
    path,
    interval,
  });
  return by === 'service'
    ? [
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'ServiceMonitor',
          ...shared,
          spec: { selector, endpoints: [endpoint] },
        },
      ]
    : [
        {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PodMonitor',
          ...shared,
          spec: { selector, podMetricsEndpoints: [endpoint] },
        },
      ];
}
