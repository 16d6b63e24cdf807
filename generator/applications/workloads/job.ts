import type { ApplicationConfig } from '../../model/model.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { job as jobOf, jobSpec } from './job-spec.ts';
import type { EndingOptions } from './options.ts';
import type { Subject } from './subject.ts';
import { type Variant, workload } from './workload.ts';

export interface JobOptions extends EndingOptions {
  /** An application of the same bundle, which begins when this has ended well. */
  readonly before?: string;
}

/** Runs once to its end; another content runs again. */
export function job(options: JobOptions): ApplicationConfig {
  const config = workload(variant, options);
  return options.before === undefined ? config : Object.freeze({ ...config, before: options.before });
}

const variant: Variant<JobOptions> = {
  kind: 'job',
  pod: () => ({ restartPolicy: 'Never' }),
  controller: (subject, template) => jobOf(subject, jobSpec(subject, template)),
  finish: (objects, subject) =>
    subject.options.before !== undefined && subject.context.engine === 'argo'
      ? objects.map((object) => early(object, subject))
      : objects,
};

/**
 * Argo CD orders within an Application: what the job needs, then the job as a hook, which is made anew with each sync, then
 * the rest.
 */
function early(object: KubernetesObject, { name }: Subject): KubernetesObject {
  const isJob = object.kind === 'Job';
  const { metadata } = object as unknown as { readonly metadata: Readonly<Record<string, unknown>> };
  const annotations = isJob
    ? {
        'argocd.argoproj.io/hook': 'Sync',
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
        'argocd.argoproj.io/sync-wave': '-1',
      }
    : { ...(metadata.annotations as object | undefined), 'argocd.argoproj.io/sync-wave': '-2' };
  return {
    ...object,
    metadata: { ...metadata, ...(isJob ? { name } : {}), annotations },
  } as unknown as KubernetesObject;
}
