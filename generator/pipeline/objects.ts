import type { Origin } from '../core/origin.ts';
import { joinPath } from '../core/path.ts';
import type { Evaluated } from '../evaluate/evaluate.ts';
import type { Resource } from '../evaluate/resource.ts';
import type { FileSet } from '../layout/file-set.ts';
import type { Places } from '../layout/places.ts';
import type { BundleModel, ClusterModel } from '../model/model.ts';
import type { KubernetesObject } from '../paths/kind.ts';

/** An object as it is written, where, and which line of a stack it comes from. */
export interface RenderedObject {
  readonly object: KubernetesObject;
  /** Its file, below the output, and which of its documents it is; undefined within a file that is copied. */
  readonly path: string;
  readonly index: number | undefined;
  readonly cluster: ClusterModel;
  /** What it is applied with; absent: an object of the engine. */
  readonly bundle?: BundleModel;
  readonly origin: Origin;
  /** Of what an application brings: where it is in the model, and what made it what it is. */
  readonly resource?: Resource;
}

/** The objects of a cluster's files, kustomize's own apart. */
export function objectsOf(
  files: FileSet,
  cluster: ClusterModel,
  { resources }: Evaluated,
  places: Places,
): readonly RenderedObject[] {
  const made = new Map(resources.map((resource) => [resource.object as object, resource]));
  const written = [...files].flatMap(([path, { documents }]) =>
    documents.map((document, index): RenderedObject => {
      const resource = made.get(document);
      const from =
        resource === undefined
          ? { origin: cluster.origin }
          : { bundle: resource.at.bundle, origin: resource.application.origin, resource };
      return { object: document as KubernetesObject, path, index, cluster, ...from };
    }),
  );
  const copied = resources.flatMap((resource): readonly RenderedObject[] => {
    const { object, file, at, application } = resource;
    if (file === undefined) return [];
    const { bundle } = at;
    const path = joinPath(places.files(bundle, application), file.path);
    return [{ object, path, index: undefined, cluster, bundle, origin: application.origin, resource }];
  });
  return [...written, ...copied].filter(({ object }) => !isKustomize(object));
}

function isKustomize({ apiVersion }: KubernetesObject): boolean {
  return apiVersion.startsWith('kustomize.config.k8s.io/');
}
