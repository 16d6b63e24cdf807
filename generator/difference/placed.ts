import type { Finding } from '../core/finding.ts';
import type { Applied } from '../validate/immutable/kept.ts';

/** An object on one side of a difference: what it is, who applies it, and where it is written. */
export interface Placed extends Applied {
  readonly file: string;
  /** The application it is of; absent: an object of the engine. */
  readonly application?: string | undefined;
  /** Where people look for it; absent: in its file. */
  readonly place?: () => Pick<Finding, 'source' | 'definition'>;
}

/** One cluster on both sides; in a comparison of two clusters each side has a name of its own. */
export interface ClusterSides<B extends Placed = Placed, A extends Placed = Placed> {
  readonly cluster: string;
  readonly before: readonly B[];
  readonly after: readonly A[];
  /** What the cluster, and what is named after it, is called on either side. */
  readonly names?: { readonly before: string; readonly after: string };
}

/** What is no object of Kubernetes and yet decides what is applied: `kustomization.yaml`, files that it reads. */
export const fileKind = 'File';

/** A file that is no manifest, as something to compare; `secret`: what it holds is not shown. */
export function fileObject(path: string, content: string, secret: boolean): object {
  return { apiVersion: '', kind: fileKind, metadata: { name: path }, content, ...(secret ? { secret } : {}) };
}

/** A kustomization, by the folder it is in: what it lists is there in its own right. */
export function kustomizationObject(
  path: string,
  { resources: _, metadata: __, ...said }: Readonly<Record<string, unknown>>,
): object {
  return { ...said, metadata: { name: path } };
}
