import type { Container, Probe } from '#kinds/kubernetes/core/v1';
import { given } from '../../core/json.ts';
import type { CheckOptions, HealthOptions } from './options.ts';

type Probes = Pick<Container, 'livenessProbe' | 'readinessProbe' | 'startupProbe'>;

export function probes({ ready, alive, started }: HealthOptions = {}): Probes {
  return given<Probes>({
    startupProbe: probe(started),
    readinessProbe: probe(ready),
    livenessProbe: probe(alive),
  });
}

function probe(check: CheckOptions | false | undefined): Probe | undefined {
  if (check === undefined || check === false) return undefined;
  const { every, timeout, failures } = check;
  return given<Probe>({
    ...handler(check),
    periodSeconds: every,
    timeoutSeconds: timeout,
    failureThreshold: failures,
  });
}

function handler(check: CheckOptions): Probe {
  if ('http' in check) return { httpGet: { path: check.http, port: check.port ?? 'http' } };
  if ('tcp' in check) return { tcpSocket: { port: check.tcp } };
  if ('grpc' in check) return { grpc: given({ port: check.grpc, service: check.service }) };
  return { exec: { command: check.command } };
}
