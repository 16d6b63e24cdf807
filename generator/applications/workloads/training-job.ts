import type { ConfigMap, PodSpec, PodTemplateSpec } from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import type { ApplicationConfig } from '../../model/model.ts';
import type { OneOf } from '../one-of.ts';
import { contentHash } from './content-hash.ts';
import { type JobSpec, job, jobSpec } from './job-spec.ts';
import type {
  Amount,
  EndingOptions,
  EnvironmentValue,
  Peer,
  TolerationOptions,
  VolumeOptions,
  WorkloadOptions,
} from './options.ts';
import { service } from './service.ts';
import { metadata, type Subject } from './subject.ts';
import { type Variant, workload } from './workload.ts';

export interface GpuOptions {
  /** For each worker. */
  readonly count: number;
  /** Default: `nvidia.com/gpu`. */
  readonly resource?: string;
}

/** A device by dynamic resource allocation: made from a template, or one that exists. */
export type DeviceOptions = OneOf<{ readonly template: string } | { readonly claim: string }>;

export interface StoredOptions {
  readonly claim: string;
  /** Where in the container. */
  readonly path: string;
}

export interface TrainingJobOptions extends Omit<EndingOptions, 'completions' | 'parallelism'> {
  /** Pods with an index, all at once. Default: `1`. */
  readonly workers?: number;
  /** For each worker; nodes that keep others away are tolerated. Default: none. */
  readonly gpus?: number | GpuOptions;
  /** By dynamic resource allocation, by name. */
  readonly devices?: Readonly<Record<string, DeviceOptions>>;
  /** `/dev/shm`, counted by the memory limit. Default: `1Gi`. */
  readonly sharedMemory?: Amount | false;
  /** What is read, by name. */
  readonly data?: Readonly<Record<string, StoredOptions>>;
  /** What is written: where a worker goes on after a restart. */
  readonly checkpoints?: StoredOptions;
  /** Variables, in a ConfigMap of their own; other values are another job. */
  readonly hyperparameters?: Readonly<Record<string, string | number | boolean>>;
  /** Kueue's: it decides when the job begins. */
  readonly queue?: string;
  /** Each worker is tried again so often, by itself. Default: all together, by `retries`. */
  readonly retriesPerWorker?: number;
  /** With `retriesPerWorker`: more failed workers end the job. Default: the others go on. */
  readonly maxFailedWorkers?: number;
  /** The port of worker 0, where they meet: `MASTER_ADDR`, `MASTER_PORT`, `WORLD_SIZE`. Default: `29500` where there are several. */
  readonly rendezvous?: number | false;
}

/** Learns on accelerators, alone or as many workers that find each other. */
export function trainingJob(options: TrainingJobOptions): ApplicationConfig {
  const { gpus, devices } = options;
  return workload(variant, {
    ...options,
    volumes: { ...volumes(options), ...options.volumes },
    resources: {
      ...options.resources,
      ...(gpus === undefined ? {} : { extended: { ...options.resources?.extended, ...counted(gpus) } }),
      ...(devices === undefined ? {} : { claims: Object.keys(devices) }),
    },
    placement: {
      ...options.placement,
      tolerations: [...tolerated(gpus), ...(options.placement?.tolerations ?? [])],
    },
  });
}

const variant: Variant<TrainingJobOptions> = {
  kind: 'training-job',
  ports: (options) => given({ rendezvous: meeting(options) }),
  told: (options, name) => ({
    ...options,
    env: { ...meetingPlace(options, name), ...options.env },
    envFrom: [
      ...(options.hyperparameters === undefined ? [] : [{ configMap: parametersName(name) }]),
      ...(options.envFrom ?? []),
    ],
    annotations: { ...parametersHash(options), ...options.annotations },
  }),
  pod: ({ name, options }) => ({
    restartPolicy: 'Never',
    more: given<Omit<PodSpec, 'containers'>>({
      subdomain: meeting(options) === undefined ? undefined : name,
      resourceClaims: claims(options.devices),
    }),
  }),
  reached: ({ name, options }) => ({ usual: workers(name, options), called: workers(name, options) }),
  controller: (subject, template) => {
    const { queue } = subject.options;
    const labels = queue === undefined ? {} : { 'kueue.x-k8s.io/queue-name': queue };
    return job(subject, specOf(subject, template), labels);
  },
  beside: (subject) => [
    ...parameters(subject),
    ...(meeting(subject.options) === undefined ? [] : service(subject, { headless: 'always' })),
  ],
};

/** The port, where there is somebody to meet. */
function meeting({ workers = 1, rendezvous }: TrainingJobOptions): number | undefined {
  if (rendezvous === false) return undefined;
  return rendezvous ?? (workers > 1 ? 29500 : undefined);
}

/** They call each other, and nobody else does. */
function workers(name: string, options: TrainingJobOptions): readonly Peer[] {
  return meeting(options) === undefined ? [] : [{ app: name }];
}

/** Worker 0 by its name: the name of the job ends in a hash, and is read from the pod. */
function meetingPlace(options: TrainingJobOptions, name: string): Readonly<Record<string, EnvironmentValue>> {
  const port = meeting(options);
  if (port === undefined) return {};
  return {
    JOB_NAME: { field: "metadata.labels['batch.kubernetes.io/job-name']" },
    MASTER_ADDR: `$(JOB_NAME)-0.${name}`,
    MASTER_PORT: port,
    WORLD_SIZE: options.workers ?? 1,
  };
}

function specOf(subject: Subject<TrainingJobOptions>, template: PodTemplateSpec): JobSpec {
  const { workers: count = 1, retriesPerWorker, maxFailedWorkers } = subject.options;
  const { backoffLimit, ...rest } = jobSpec(subject, template, {
    ...(count > 1 || retriesPerWorker !== undefined ? { completionMode: 'Indexed' } : {}),
    completions: count,
    parallelism: count,
  });
  // Of the two ways of counting failures the one leaves the other to the server.
  return retriesPerWorker === undefined
    ? given<JobSpec>({ backoffLimit, ...rest })
    : given<JobSpec>({ backoffLimitPerIndex: retriesPerWorker, maxFailedIndexes: maxFailedWorkers, ...rest });
}

function volumes({
  sharedMemory = '1Gi',
  data = {},
  checkpoints,
}: TrainingJobOptions): Readonly<Record<string, VolumeOptions>> {
  return {
    ...(sharedMemory === false
      ? {}
      : { 'shared-memory': { path: '/dev/shm', scratch: sharedMemory, memory: true } }),
    ...Object.fromEntries(Object.entries(data).map(([name, each]) => [name, { ...each, readOnly: true }])),
    ...(checkpoints === undefined ? {} : { checkpoints }),
  };
}

function counted(gpus: number | GpuOptions): Readonly<Record<string, number>> {
  const { count, resource = 'nvidia.com/gpu' } = typeof gpus === 'number' ? { count: gpus } : gpus;
  return { [resource]: count };
}

function tolerated(gpus: TrainingJobOptions['gpus']): readonly TolerationOptions[] {
  if (gpus === undefined) return [];
  return Object.keys(counted(gpus)).map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' }));
}

function claims(devices: TrainingJobOptions['devices']): PodSpec['resourceClaims'] | undefined {
  if (devices === undefined) return undefined;
  return Object.entries(devices).map(([name, each]) =>
    'template' in each
      ? { name, resourceClaimTemplateName: each.template }
      : { name, resourceClaimName: each.claim },
  );
}

function parametersName(name: string): string {
  return `${name}-hyperparameters`;
}

function parametersHash({ hyperparameters }: TrainingJobOptions): WorkloadOptions['annotations'] {
  return hyperparameters === undefined
    ? {}
    : { 'checksum/hyperparameters': contentHash(hyperparameters, 16) };
}

function parameters(subject: Subject<TrainingJobOptions>): readonly ConfigMap[] {
  const { hyperparameters } = subject.options;
  if (hyperparameters === undefined) return [];
  const data = Object.fromEntries(
    Object.entries(hyperparameters).map(([name, value]) => [name, String(value)]),
  );
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(subject, { name: parametersName(subject.name) }),
      data,
    },
  ];
}
