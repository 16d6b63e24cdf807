import { stringify } from 'yaml';

export interface CrdOptions {
  readonly group?: string;
  readonly kind?: string;
  readonly versions?: Readonly<Record<string, unknown>>;
}

/** A CustomResourceDefinition as YAML text: a version's name → its schema. */
export function crd({
  group = 'example.com',
  kind = 'Widget',
  versions = { v1: { type: 'object' } },
}: CrdOptions): string {
  const plural = `${kind.toLowerCase()}s`;
  return stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural },
      versions: Object.entries(versions).map(([name, openAPIV3Schema], index) => ({
        name,
        served: true,
        storage: index === 0,
        ...(openAPIV3Schema === undefined ? {} : { schema: { openAPIV3Schema } }),
      })),
    },
  });
}
