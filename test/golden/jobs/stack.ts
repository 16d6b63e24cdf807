import { cronJob } from '../../../generator/applications/workloads/cron-job.ts';
import { job } from '../../../generator/applications/workloads/job.ts';
import { webService } from '../../../generator/applications/workloads/web-service.ts';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

/** What ends: once, before something else, by the clock. */
export const golden: Golden = (gitops) =>
  applicationCase(gitops, {
    web: webService({ image: 'registry.example.com/web:1.0.0', port: 8080 }),
    migrate: job({
      image: 'registry.example.com/web:1.0.0',
      args: ['migrate'],
      before: 'web',
      timeLimit: '10m',
      files: { 'schema.sql': 'create table orders (id int);\n' },
    }),
    seed: job({ image: 'registry.example.com/seed:1.0.0', completions: 4, parallelism: 2, retries: 0 }),
    report: cronJob({ image: 'registry.example.com/report:1.0.0', schedule: '0 6 * * 1' }),
    cleanup: cronJob({
      image: 'registry.example.com/cleanup:1.0.0',
      schedule: '@daily',
      timeZone: 'Europe/Berlin',
      overlap: 'replace',
      startWithin: '1h',
      keep: { succeeded: 1, failed: 5 },
      keepFor: '24h',
      timeLimit: '1h30m',
      suspended: true,
    }),
  });
