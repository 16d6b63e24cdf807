import type { ApplicationConfig, Context } from '../model/model.ts';
import type { KubernetesObject } from '../paths/kind.ts';

type Objects = readonly KubernetesObject[];

/** The plainest application: typed objects, or a function of the context that answers them. */
export function resources(objects: Objects | ((context: Context) => Objects)): ApplicationConfig {
  return Object.freeze({
    kind: 'resources',
    render: typeof objects === 'function' ? objects : () => objects,
  });
}
