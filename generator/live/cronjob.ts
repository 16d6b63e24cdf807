import type { Account } from './rights.ts';

export interface Watch {
  readonly account: Account;
  /** An image with the repository's checkout and its packages in it. */
  readonly image: string;
  readonly schedule: string;
  readonly arguments: readonly string[];
}

/** Looks for drift from within the cluster: the job fails where there is some. */
export function watchObjects({ account, image, schedule, arguments: given }: Watch): readonly object[] {
  const { name, namespace } = account;
  const metadata = { name, namespace };
  const labels = { 'app.kubernetes.io/name': name };
  const container = {
    name: 'drift',
    image,
    command: ['npx', '--no-install', 'plimsoll', 'drift', '--exit-code', ...given],
    env: [{ name: 'HOME', value: '/tmp' }],
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
  const pod = {
    serviceAccountName: name,
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container],
    volumes: [{ name: 'tmp', emptyDir: {} }],
  };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { ...metadata, labels },
      spec: {
        schedule,
        concurrencyPolicy: 'Forbid',
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 0,
            activeDeadlineSeconds: 1800,
            template: { metadata: { labels }, spec: pod },
          },
        },
      },
    },
  ];
}
