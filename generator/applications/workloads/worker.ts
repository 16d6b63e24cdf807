import type { ApplicationConfig } from '../../model/model.ts';
import { deployment } from './deployment.ts';
import { metricsOf, monitor } from './metrics.ts';
import type { DeploymentOptions, HealthOptions, RunningOptions, ScaleOptions } from './options.ts';
import { autoscaler, disruptionBudget } from './scaling.ts';
import { type Variant, workload } from './workload.ts';

export interface WorkerOptions extends RunningOptions, DeploymentOptions {
  /** Default: nothing is asked. */
  readonly health?: HealthOptions;
  /** Default: `1`. */
  readonly replicas?: number | ScaleOptions;
}

/** Works on what it fetches itself: nobody calls it. */
export function worker(options: WorkerOptions): ApplicationConfig {
  return workload(variant, options);
}

const variant: Variant<WorkerOptions> = {
  kind: 'worker',
  ports: ({ ports = {} }) => ports,
  pod: ({ options }) => ({ health: options.health, spread: 'by-template' }),
  reached: ({ options }) => ({ usual: [], metrics: metricsOf(options.metrics) }),
  controller: (subject, template) => deployment(subject, template, subject.options.replicas ?? 1),
  beside: (subject) => {
    const { replicas = 1, disruption, metrics } = subject.options;
    return [
      ...autoscaler(subject, 'Deployment', replicas),
      ...disruptionBudget(subject, replicas, disruption),
      ...monitor(subject, metricsOf(metrics), 'pod'),
    ];
  },
};
