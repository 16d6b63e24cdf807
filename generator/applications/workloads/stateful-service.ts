import type { StatefulSet } from '#kinds/kubernetes/apps/v1';
import { given } from '../../core/json.ts';
import type { ApplicationConfig } from '../../model/model.ts';
import { metricsOf, monitor } from './metrics.ts';
import type { Amount, HealthOptions, RunningOptions, ScaledOptions, ScaleOptions } from './options.ts';
import { autoscaler, disruptionBudget } from './scaling.ts';
import { service } from './service.ts';
import { metadata, type Subject } from './subject.ts';
import { type Variant, workload } from './workload.ts';

export interface ClaimOptions {
  /** Where in the container. */
  readonly path: string;
  readonly size: Amount;
  /** Default: the cluster's. */
  readonly storageClass?: string;
  /** Default: `ReadWriteOnce`. */
  readonly access?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' | 'ReadOnlyMany';
}

export interface StatefulServiceOptions extends RunningOptions, ScaledOptions {
  /** Where its members are called, by name; the Service names each of them. */
  readonly ports: Readonly<Record<string, number>>;
  /** One for each member, by name. What is in them stays when the application goes. */
  readonly claims: Readonly<Record<string, ClaimOptions>>;
  /** Default: its first port is open. */
  readonly health?: HealthOptions;
  /** Default: `1`. */
  readonly replicas?: number | ScaleOptions;
  /** `always`: members find each other before they are ready, and so does who calls them. Default: `ready`. */
  readonly found?: 'ready' | 'always';
  /** `parallel` starts all at once. Default: `ordered`. */
  readonly start?: 'ordered' | 'parallel';
}

/** Members with names and storage of their own. */
export function statefulService(options: StatefulServiceOptions): ApplicationConfig {
  return workload(variant, options);
}

const variant: Variant<StatefulServiceOptions> = {
  kind: 'stateful-service',
  ports: ({ ports }) => ports,
  pod: ({ options }) => ({
    health: healthOf(options),
    spread: 'by-name',
    mounts: Object.entries(options.claims).map(([name, { path }]) => ({ name, mountPath: path })),
  }),
  reached: ({ options }) => ({ usual: ['namespace'], metrics: metricsOf(options.metrics) }),
  controller: (subject, template): StatefulSet => {
    const { replicas = 1, claims, start = 'ordered' } = subject.options;
    return {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: metadata(subject),
      spec: given<StatefulSet['spec']>({
        replicas: typeof replicas === 'number' ? replicas : undefined,
        serviceName: subject.name,
        podManagementPolicy: start === 'parallel' ? 'Parallel' : undefined,
        selector: { matchLabels: subject.selector },
        template,
        volumeClaimTemplates: Object.entries(claims).map(([name, each]) => claim(name, each, subject)),
      }),
    };
  },
  beside: (subject) => {
    const { replicas = 1, disruption, metrics, found = 'ready' } = subject.options;
    return [
      ...service(subject, { headless: found }),
      ...autoscaler(subject, 'StatefulSet', replicas),
      ...disruptionBudget(subject, replicas, disruption),
      ...monitor(subject, metricsOf(metrics), 'service'),
    ];
  },
};

function healthOf({ health = {}, ports }: StatefulServiceOptions): HealthOptions {
  const [first] = Object.keys(ports);
  return first === undefined ? health : { ready: { tcp: first }, ...health };
}

type Claim = NonNullable<StatefulSet['spec']['volumeClaimTemplates']>[number];

function claim(
  name: string,
  { size, storageClass, access = 'ReadWriteOnce' }: ClaimOptions,
  { selector }: Subject,
): Claim {
  return {
    metadata: { name, labels: selector },
    spec: given<NonNullable<Claim['spec']>>({
      accessModes: [access],
      storageClassName: storageClass,
      resources: { requests: { storage: size } },
    }),
  };
}
