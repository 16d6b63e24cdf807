import type { KindFacts } from '../facts/kinds.ts';
import type { ApplicationModel } from '../model/model.ts';
import type { FilePart } from '../model/part.ts';
import type { BundleAt } from '../model/walk.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import type { Step } from './steps.ts';

/** An object as it will be written, and where it comes from. */
export interface Resource {
  readonly object: KubernetesObject;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** The namespace that resources of its application have when they name none. */
  readonly usualNamespace: string | undefined;
  readonly facts: KindFacts | undefined;
  readonly at: BundleAt;
  readonly application: ApplicationModel;
  /** What made it what it is. */
  readonly steps: readonly Step[];
  /** It is written as part of a file that is copied. */
  readonly file?: FilePart;
}

/** What tells an object apart in a cluster: the version is not part of it. */
export function identityOf({
  group,
  kind,
  namespace,
  name,
}: Pick<Resource, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return `${group}/${kind}/${namespace ?? ''}/${name}`;
}
