import { alert } from '../alerts/alert.ts';
import { notification } from '../alerts/notification.ts';
import { helmChart } from '../charts/helm-chart.ts';
import { helmRelease } from '../helm-release.ts';
import { operator } from '../operator/operator.ts';
import { externalSecret } from '../secrets/external-secret.ts';
import { sealedSecret } from '../secrets/sealed-secret.ts';
import { namespace } from '../tenants/namespace.ts';
import { tenant } from '../tenants/tenant.ts';
import { cronJob } from '../workloads/cron-job.ts';
import { daemon } from '../workloads/daemon.ts';
import { job } from '../workloads/job.ts';
import { statefulService } from '../workloads/stateful-service.ts';
import { trainingJob } from '../workloads/training-job.ts';
import { webService } from '../workloads/web-service.ts';
import { worker } from '../workloads/worker.ts';

/** What kinds of applications are called in files. Their schemas are made of the types of their options. */
export const shippedKinds: {
  readonly Alert: typeof alert;
  readonly CronJob: typeof cronJob;
  readonly Daemon: typeof daemon;
  readonly ExternalSecret: typeof externalSecret;
  readonly HelmChart: typeof helmChart;
  readonly HelmRelease: typeof helmRelease;
  readonly Job: typeof job;
  readonly Namespace: typeof namespace;
  readonly Notification: typeof notification;
  readonly Operator: typeof operator;
  readonly SealedSecret: typeof sealedSecret;
  readonly StatefulService: typeof statefulService;
  readonly Tenant: typeof tenant;
  readonly TrainingJob: typeof trainingJob;
  readonly WebService: typeof webService;
  readonly Worker: typeof worker;
} = {
  Alert: alert,
  CronJob: cronJob,
  Daemon: daemon,
  ExternalSecret: externalSecret,
  HelmChart: helmChart,
  HelmRelease: helmRelease,
  Job: job,
  Namespace: namespace,
  Notification: notification,
  Operator: operator,
  SealedSecret: sealedSecret,
  StatefulService: statefulService,
  Tenant: tenant,
  TrainingJob: trainingJob,
  WebService: webService,
  Worker: worker,
};
