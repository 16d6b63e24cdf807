import type { Placed } from '../difference/placed.ts';
import { placeOf } from '../pipeline/check-objects.ts';
import type { RenderedObject } from '../pipeline/objects.ts';

/** An object of the render as something to compare; `application` where it is known. */
export function placedNow(each: RenderedObject, base: string, application?: string): Placed {
  const { object, path, bundle, cluster } = each;
  return {
    object,
    file: path,
    owner: bundle?.name,
    application,
    forces: bundle?.options.force === true && cluster.options.gitops.engine === 'flux',
    place: () => placeOf(each, base),
  };
}
