import { isRecord, own } from '../core/json.ts';
import type { KubernetesObject } from '../paths/kind.ts';

/** What a definition calls its kind in addresses, and where objects of it stand. */
export interface DefinedNames {
  readonly plural?: string;
  readonly scope?: 'Namespaced' | 'Cluster';
}

/** Of the definitions among objects, by `group Kind`. */
export function definedNames(objects: readonly KubernetesObject[]): ReadonlyMap<string, DefinedNames> {
  const found = new Map<string, DefinedNames>();
  for (const object of objects) {
    if (object.kind !== 'CustomResourceDefinition') continue;
    const spec = own(object, 'spec');
    const names = isRecord(spec) ? spec.names : undefined;
    if (!isRecord(spec) || !isRecord(names)) continue;
    const scope = spec.scope === 'Cluster' ? 'Cluster' : 'Namespaced';
    found.set(`${spec.group} ${names.kind}`, { plural: String(names.plural), scope });
  }
  return found;
}
