import type { Deployment } from '#kinds/kubernetes/apps/v1';
import type { PodTemplateSpec } from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import type { DeploymentOptions, ScaleOptions, WorkloadOptions } from './options.ts';
import { metadata, type Subject } from './subject.ts';

export function deployment(
  subject: Subject<WorkloadOptions & DeploymentOptions>,
  template: PodTemplateSpec,
  replicas: number | ScaleOptions,
): Deployment {
  const { strategy = 'rolling' } = subject.options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(subject),
    spec: given<Deployment['spec']>({
      // An autoscaler's number is not written, or each apply would take it back.
      replicas: typeof replicas === 'number' ? replicas : undefined,
      selector: { matchLabels: subject.selector },
      strategy:
        strategy === 'recreate'
          ? { type: 'Recreate' }
          : { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template,
    }),
  };
}
