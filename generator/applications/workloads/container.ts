import type {
  Container,
  ContainerPort,
  ResourceRequirements,
  SecurityContext,
  VolumeMount,
} from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import { environment } from './environment.ts';
import { probes } from './health.ts';
import type { Amount, ContainerOptions, HealthOptions, ResourceOptions, SecurityOptions } from './options.ts';

export interface Around {
  readonly ports?: Readonly<Record<string, number>> | undefined;
  readonly health?: HealthOptions | undefined;
  readonly security: SecurityOptions | undefined;
  readonly mounts: readonly VolumeMount[];
  readonly lifecycle?: Container['lifecycle'];
}

export function container(
  name: string,
  options: ContainerOptions,
  { ports = {}, health, security, mounts, lifecycle }: Around,
): Container {
  const opened = Object.entries(ports).map(
    ([port, number]): ContainerPort => ({ name: port, containerPort: number }),
  );
  return given<Container>({
    name,
    image: options.image,
    command: options.command,
    args: options.args,
    ports: opened.length === 0 ? undefined : opened,
    ...environment(options),
    resources: resources(options.resources),
    ...probes(health),
    lifecycle,
    securityContext: securityContext(security),
    volumeMounts: mounts.length === 0 ? undefined : mounts,
  });
}

function resources({
  cpu = '100m',
  memory = '128Mi',
  cpuLimit,
  memoryLimit = memory,
  disk,
  extended = {},
  claims = [],
}: ResourceOptions = {}): ResourceRequirements {
  const others: Readonly<Record<string, Amount>> = {
    ...(disk === undefined ? {} : { 'ephemeral-storage': disk }),
    ...extended,
  };
  return {
    requests: { cpu, memory, ...others },
    limits: { ...(cpuLimit === undefined ? {} : { cpu: cpuLimit }), memory: memoryLimit, ...others },
    ...(claims.length === 0 ? {} : { claims: claims.map((name) => ({ name })) }),
  };
}

function securityContext({ readOnlyRoot = true, capabilities = [] }: SecurityOptions = {}): SecurityContext {
  return {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: readOnlyRoot,
    capabilities: { drop: ['ALL'], ...(capabilities.length === 0 ? {} : { add: capabilities }) },
  };
}
