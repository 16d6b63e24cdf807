import { resources } from '../../../generator/applications/resources.ts';
import { externalSecret } from '../../../generator/applications/secrets/external-secret.ts';
import { trainingJob } from '../../../generator/applications/workloads/training-job.ts';
import { PersistentVolumeClaim } from '../../../paths-codegen/generated/kubernetes/core/v1/index.js';
import {
  DeviceClass,
  ResourceClaimTemplate,
} from '../../../paths-codegen/generated/kubernetes/resource.k8s.io/v1/index.js';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

const claim = (name: string, size: string): PersistentVolumeClaim =>
  PersistentVolumeClaim({
    metadata: { name },
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: size } } },
  });

/** Alone, and eight that find each other. */
export const golden: Golden = (gitops) =>
  applicationCase(gitops, {
    small: trainingJob({ image: 'registry.example.com/train:1.0.0', gpus: 1 }),
    large: trainingJob({
      image: 'registry.example.com/train:1.0.0',
      command: ['torchrun', 'train.py'],
      workers: 8,
      gpus: { count: 4, resource: 'nvidia.com/gpu' },
      devices: { nic: { template: 'rdma' } },
      sharedMemory: '16Gi',
      data: { images: { claim: 'images', path: '/data/images' } },
      checkpoints: { claim: 'checkpoints', path: '/checkpoints' },
      hyperparameters: { LEARNING_RATE: 0.0003, BATCH: 512, SCHEDULE: 'cosine', AUGMENT: true },
      envFrom: [{ secret: 'training' }],
      queue: 'research',
      retriesPerWorker: 2,
      maxFailedWorkers: 3,
      timeLimit: '72h',
      resources: { cpu: 32, memory: '256Gi' },
      placement: { nodes: { 'example.com/accelerator': 'h200' } },
      network: { to: [{ cidr: '0.0.0.0/0', ports: [443] }] },
    }),
    storage: resources([
      claim('images', '2Ti'),
      claim('checkpoints', '500Gi'),
      DeviceClass({ metadata: { name: 'rdma' }, spec: {} }),
      ResourceClaimTemplate({
        metadata: { name: 'rdma' },
        spec: { spec: { devices: { requests: [{ name: 'nic', exactly: { deviceClassName: 'rdma' } }] } } },
      }),
    ]),
    'training-secret': externalSecret({ name: 'training', store: 'vault', all: 'research/training' }),
  });
