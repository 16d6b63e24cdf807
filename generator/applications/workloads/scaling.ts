import type { HorizontalPodAutoscaler } from '#kinds/kubernetes/autoscaling/v2';
import type { PodDisruptionBudget } from '#kinds/kubernetes/policy/v1';
import type { DisruptionOptions, ScaleOptions } from './options.ts';
import { metadata, type Subject } from './subject.ts';

type Metric = NonNullable<NonNullable<HorizontalPodAutoscaler['spec']>['metrics']>[number];

/** What scales is an autoscaler's, or a number. */
export function autoscaler(
  subject: Subject,
  kind: 'Deployment' | 'StatefulSet',
  replicas: number | ScaleOptions,
): readonly HorizontalPodAutoscaler[] {
  if (typeof replicas === 'number') return [];
  const { min, max, cpu = 80, memory } = replicas;
  return [
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: metadata(subject),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind, name: subject.name },
        minReplicas: min,
        maxReplicas: max,
        metrics: [
          ...(cpu === false ? [] : [utilisation('cpu', cpu)]),
          ...(memory === undefined ? [] : [utilisation('memory', memory)]),
        ],
      },
    },
  ];
}

function utilisation(name: 'cpu' | 'memory', averageUtilization: number): Metric {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}

/** At least so many run at any time. */
export function leastOf(replicas: number | ScaleOptions): number {
  return typeof replicas === 'number' ? replicas : replicas.min;
}

/** One at a time, where there are several: with one alone a budget would keep every node from being drained. */
export function disruptionBudget(
  subject: Subject,
  replicas: number | ScaleOptions,
  options: DisruptionOptions | false | undefined,
): readonly PodDisruptionBudget[] {
  if (options === false || (options === undefined && leastOf(replicas) < 2)) return [];
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: metadata(subject),
      spec: {
        ...(options ?? { maxUnavailable: 1 }),
        selector: { matchLabels: subject.selector },
        // Who does not work cannot be disrupted.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    },
  ];
}
