import { type ApplicationConfig, cronJob, image, operator, trainingJob } from 'plimsoll';

/** Learns what people buy together: four workers that find each other. */
export function training(): ApplicationConfig {
  return trainingJob({
    image: image('training'),
    workers: 4,
    gpus: 8,
    hyperparameters: { LEARNING_RATE: 0.0003, BATCH: 512 },
    sharedMemory: '16Gi',
    resources: { cpu: 32, memory: '256Gi' },
    timeLimit: '24h',
    retriesPerWorker: 2,
  });
}

/** Takes away every night what nobody reads any more. */
export function cleanup(): ApplicationConfig {
  return cronJob({ image: image('worker'), args: ['cleanup'], schedule: '0 3 * * *', keepFor: '24h' });
}

/** Makes training jobs of experiments. */
export function experiments(): ApplicationConfig {
  const experiment = { apiVersion: 'research.example.com/v1', kind: 'Experiment' };
  return operator({
    image: image('experiments'),
    crds: 'stacks/files/experiments.yaml',
    reconciles: [experiment],
    owns: [{ apiVersion: 'batch/v1', kind: 'Job' }],
    watches: [{ apiVersion: 'v1', kind: 'ConfigMap' }],
    namespaces: ['research'],
    validating: { experiments: { path: '/validate', kinds: [experiment] } },
  });
}
