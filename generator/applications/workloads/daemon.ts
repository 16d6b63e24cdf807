import type { DaemonSet } from '#kinds/kubernetes/apps/v1';
import type { ApplicationConfig } from '../../model/model.ts';
import { metricsOf, monitor } from './metrics.ts';
import type { HealthOptions, RunningOptions, Share } from './options.ts';
import { metadata } from './subject.ts';
import { type Variant, workload } from './workload.ts';

export interface DaemonOptions extends RunningOptions {
  /** Default: nothing is asked. */
  readonly health?: HealthOptions;
  /** Also on nodes that keep others away. Default: `false`. */
  readonly everyNode?: boolean;
  /** How many are replaced at once. Default: `10%`. */
  readonly maxUnavailable?: number | Share;
}

/** One on each node. */
export function daemon(options: DaemonOptions): ApplicationConfig {
  return workload(variant, options);
}

const variant: Variant<DaemonOptions> = {
  kind: 'daemon',
  ports: ({ ports = {} }) => ports,
  pod: ({ options }) => ({
    health: options.health,
    more: options.everyNode
      ? { tolerations: [...(options.placement?.tolerations ?? []), { operator: 'Exists' }] }
      : {},
  }),
  reached: ({ options }) => ({ usual: [], metrics: metricsOf(options.metrics) }),
  controller: (subject, template): DaemonSet => ({
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: metadata(subject),
    spec: {
      selector: { matchLabels: subject.selector },
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: subject.options.maxUnavailable ?? '10%' },
      },
      template,
    },
  }),
  beside: (subject) => monitor(subject, metricsOf(subject.options.metrics), 'pod'),
};
