import type { Namespace } from '#kinds/kubernetes/core/v1';
import type { ApplicationConfig } from '../../model/model.ts';
import { metadataOf, type NamedOptions, named } from '../named.ts';

export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged';

export interface NamespaceOptions extends NamedOptions {
  /** What pods may ask for: the server refuses more. Default: `restricted`. */
  readonly podSecurity?: PodSecurityLevel;
}

/** A namespace in which the server holds pods to a standard. */
export function namespace(options: NamespaceOptions = {}): ApplicationConfig {
  return named('namespace', options, (name) => [namespaceObject(name, options)]);
}

export function namespaceObject(
  name: string,
  { podSecurity = 'restricted', labels, ...rest }: NamespaceOptions,
): Namespace {
  const standard = {
    'pod-security.kubernetes.io/enforce': podSecurity,
    'pod-security.kubernetes.io/warn': podSecurity,
    'pod-security.kubernetes.io/audit': podSecurity,
  };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadataOf(name, { ...rest, labels: { ...standard, ...labels } }),
  };
}
