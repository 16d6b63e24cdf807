import type {
  Container,
  Lifecycle,
  PodSecurityContext,
  PodSpec,
  PodTemplateSpec,
  TopologySpreadConstraint,
} from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import { accountName } from './account.ts';
import { type Around, container } from './container.ts';
import { filesHash } from './files.ts';
import type { HealthOptions, SecurityOptions, WorkloadOptions } from './options.ts';
import { isAtLeast, type Labels, type Subject } from './subject.ts';
import { mounted } from './volumes.ts';

export interface PodShape {
  readonly health?: HealthOptions | undefined;
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** Seconds it goes on answering, where nobody says otherwise. */
  readonly drain?: number;
  /** There can be several; those of one template are spread where the kind tells templates apart. */
  readonly spread?: 'by-template' | 'by-name' | undefined;
  /** Of what the kind brings itself, such as claims. */
  readonly mounts?: readonly NonNullable<Container['volumeMounts']>[number][];
  /** Fields that only one kind needs. */
  readonly more?: Partial<PodSpec>;
}

/** The pod of every workload. */
export function podTemplate(subject: Subject, shape: PodShape = {}): PodTemplateSpec {
  const { name, options, selector, ports } = subject;
  const { drain = shape.drain ?? 0, grace = 30 } = options.shutdown ?? {};
  const volumes = mounted(subject);
  const own = shape.mounts ?? [];
  const around: Around = {
    security: options.security,
    mounts: [...own, ...volumes.map(({ mount }) => mount)],
  };
  const first = container(name, options, {
    ...around,
    ports,
    health: shape.health,
    lifecycle: drain === 0 ? undefined : wait(drain, subject),
  });
  const earlier = [...before(options, around), ...beside(options, around)];
  const stores = own.length > 0 || volumes.some(({ volume }) => volume.persistentVolumeClaim !== undefined);
  return {
    metadata: given({
      labels: { ...options.labels, ...selector },
      annotations: annotations(options, filesHash(subject)),
    }),
    spec: given<PodSpec>({
      serviceAccountName: accountName(subject),
      automountServiceAccountToken: options.account?.token ?? false,
      enableServiceLinks: false,
      restartPolicy: shape.restartPolicy,
      terminationGracePeriodSeconds: drain + grace === 30 ? undefined : drain + grace,
      securityContext: security(options.security, stores),
      ...placement(subject, shape),
      imagePullSecrets: options.pullSecrets?.map((each) => ({ name: each })),
      initContainers: earlier.length === 0 ? undefined : earlier,
      containers: [first],
      volumes: volumes.length === 0 ? undefined : volumes.map(({ volume }) => volume),
      ...shape.more,
    }),
  };
}

function before({ init = {} }: WorkloadOptions, around: Around): readonly Container[] {
  return Object.entries(init).map(([name, options]) => container(name, options, around));
}

function beside({ sidecars = {} }: WorkloadOptions, around: Around): readonly Container[] {
  return Object.entries(sidecars).map(([name, options]) => ({
    ...container(name, options, { ...around, ports: options.ports }),
    restartPolicy: 'Always',
  }));
}

function annotations({ annotations: own }: WorkloadOptions, hash: string | undefined): Labels | undefined {
  const all = { ...own, ...(hash === undefined ? {} : { 'checksum/files': hash }) };
  return Object.keys(all).length === 0 ? undefined : all;
}

/** While it still answers, its address is taken from others. */
function wait(seconds: number, subject: Subject): Lifecycle {
  if (isAtLeast(subject, '1.30')) return { preStop: { sleep: { seconds } } };
  return { preStop: { exec: { command: ['sleep', String(seconds)] } } };
}

function security(
  { user, group, filesGroup, nonRoot = true, seccomp = 'RuntimeDefault' }: SecurityOptions = {},
  stores: boolean,
): PodSecurityContext {
  const owner = filesGroup ?? (stores ? 65532 : undefined);
  return given<PodSecurityContext>({
    runAsNonRoot: nonRoot,
    runAsUser: user,
    runAsGroup: group,
    fsGroup: owner,
    fsGroupChangePolicy: owner === undefined ? undefined : 'OnRootMismatch',
    seccompProfile:
      typeof seccomp === 'string'
        ? { type: seccomp }
        : { type: 'Localhost', localhostProfile: seccomp.localhost },
  });
}

function placement({ options, selector }: Subject, { spread }: PodShape): Partial<PodSpec> {
  const { nodes, tolerations, priorityClass, runtimeClass, spread: wanted = true } = options.placement ?? {};
  const over = (topologyKey: string): TopologySpreadConstraint => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selector },
    ...(spread === 'by-template' ? { matchLabelKeys: ['pod-template-hash'] } : {}),
  });
  return given<Omit<PodSpec, 'containers'>>({
    nodeSelector: nodes,
    tolerations,
    priorityClassName: priorityClass,
    runtimeClassName: runtimeClass,
    topologySpreadConstraints:
      spread !== undefined && wanted
        ? [over('topology.kubernetes.io/zone'), over('kubernetes.io/hostname')]
        : undefined,
  });
}
