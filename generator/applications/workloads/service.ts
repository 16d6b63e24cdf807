import type { Service } from '#kinds/kubernetes/core/v1';
import { metadata, type Subject } from './subject.ts';

export interface ServiceShape {
  /** Names every pod, instead of one address for all: those that are ready, or all of them always. */
  readonly headless?: 'ready' | 'always';
  /** The number of the first port, where it differs from the container's. */
  readonly port?: number;
}

/** Where it is called: one address for all of its ports. */
export function service(subject: Subject, { headless, port: first }: ServiceShape = {}): readonly Service[] {
  const ports = Object.entries(subject.ports);
  if (ports.length === 0 && headless === undefined) return [];
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: metadata(subject),
      spec: {
        ...(headless === undefined ? {} : { clusterIP: 'None' }),
        ...(headless === 'always' ? { publishNotReadyAddresses: true } : {}),
        selector: subject.selector,
        ...(ports.length === 0
          ? {}
          : {
              ports: ports.map(([name, number], index) => ({
                name,
                port: index === 0 ? (first ?? number) : number,
                targetPort: name,
              })),
            }),
      },
    },
  ];
}
