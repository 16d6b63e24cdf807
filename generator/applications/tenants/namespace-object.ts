import type { Namespace } from '#kinds/kubernetes/core/v1';
import { metadataOf } from '../named.ts';
import type { NamespaceOptions } from './namespace-options.ts';

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
