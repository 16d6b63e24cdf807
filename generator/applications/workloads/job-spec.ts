import type { Job } from '#kinds/kubernetes/batch/v1';
import type { PodTemplateSpec } from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import { secondsOf } from '../../model/duration.ts';
import { contentHash } from './content-hash.ts';
import type { EndingOptions } from './options.ts';
import { type Labels, metadata, type Subject } from './subject.ts';

export type JobSpec = Job['spec'];

export function jobSpec(
  subject: Subject<EndingOptions>,
  template: PodTemplateSpec,
  more: Partial<JobSpec> = {},
): JobSpec {
  const { retries = 3, timeLimit, completions, parallelism } = subject.options;
  return given<JobSpec>({
    backoffLimit: retries,
    activeDeadlineSeconds: timeLimit === undefined ? undefined : secondsOf(timeLimit),
    completions,
    parallelism,
    // A node that is drained is no failure of the program.
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
    ...more,
    template,
  });
}

/**
 * A job's template cannot be changed. Under GitOps another content is therefore another job: its name ends in a hash of
 * what it does, and the engine is told to make it anew where a patch changes it all the same.
 */
export function job(subject: Subject<EndingOptions>, spec: JobSpec, labels: Labels = {}): Job {
  const hash = contentHash(spec, 8);
  const own = metadata(subject, {
    name: `${subject.name}-${hash}`,
    annotations: madeAnew[subject.context.engine],
  });
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...own, labels: { ...own.labels, ...labels } },
    spec,
  };
}

const madeAnew: Readonly<Record<string, Labels>> = {
  flux: { 'kustomize.toolkit.fluxcd.io/force': 'enabled' },
  argo: { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' },
};
