import type { ObjectMeta } from '#kinds/kubernetes/meta/v1';
import { given } from '../core/json.ts';
import type { ApplicationConfig, Context } from '../model/model.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import type { NamedOptions } from './named-options.ts';

/** An application whose objects have its name, or the one that it is given. */
export function named<Options extends NamedOptions>(
  kind: string,
  options: Options,
  objects: (name: string, context: Context) => readonly KubernetesObject[],
): ApplicationConfig {
  return Object.freeze({
    kind,
    render: (context: Context) => objects(options.name ?? context.application, context),
  });
}

export function metadataOf(
  name: string,
  { labels, annotations }: NamedOptions,
  namespace?: string,
): ObjectMeta {
  return given<ObjectMeta>({ name, namespace, labels, annotations });
}
