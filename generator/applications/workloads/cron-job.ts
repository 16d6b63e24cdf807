import type { CronJob } from '#kinds/kubernetes/batch/v1';
import { given } from '../../core/json.ts';
import { type Duration, secondsOf } from '../../model/duration.ts';
import type { ApplicationConfig } from '../../model/model.ts';
import { jobSpec } from './job-spec.ts';
import type { EndingOptions } from './options.ts';
import { metadata } from './subject.ts';
import { type Variant, workload } from './workload.ts';

export interface CronJobOptions extends EndingOptions {
  /** `0 3 * * *`, `@daily`. */
  readonly schedule: string;
  /** Default: `Etc/UTC`. */
  readonly timeZone?: string;
  /** When the one before still runs. Default: `forbid`. */
  readonly overlap?: 'forbid' | 'allow' | 'replace';
  /** So much later it is not started any more. Default: always. */
  readonly startWithin?: Duration;
  /** How many ended ones are kept. Default: `3`, of which one failed. */
  readonly keep?: { readonly succeeded?: number; readonly failed?: number };
  /** Ended ones are deleted after this. Default: never, but for `keep`. */
  readonly keepFor?: Duration;
  /** Default: `false`. */
  readonly suspended?: boolean;
}

/** Runs again and again, by the clock. */
export function cronJob(options: CronJobOptions): ApplicationConfig {
  return workload(variant, options);
}

const policies = { forbid: 'Forbid', allow: 'Allow', replace: 'Replace' } as const;

const variant: Variant<CronJobOptions> = {
  kind: 'cron-job',
  pod: () => ({ restartPolicy: 'Never' }),
  controller: (subject, template): CronJob => {
    const { schedule, timeZone = 'Etc/UTC', overlap = 'forbid', startWithin, keep = {} } = subject.options;
    const { keepFor, suspended } = subject.options;
    return {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: metadata(subject),
      spec: given<CronJob['spec']>({
        schedule,
        timeZone,
        concurrencyPolicy: policies[overlap],
        startingDeadlineSeconds: startWithin === undefined ? undefined : secondsOf(startWithin),
        successfulJobsHistoryLimit: keep.succeeded,
        failedJobsHistoryLimit: keep.failed,
        suspend: suspended,
        jobTemplate: {
          spec: jobSpec(
            subject,
            template,
            keepFor === undefined ? {} : { ttlSecondsAfterFinished: secondsOf(keepFor) },
          ),
        },
      }),
    };
  },
};
