import { grouped } from '../../core/group.ts';
import { own } from '../../core/json.ts';
import { groupOf, identityOf, metadataMap } from '../identity.ts';

/** An object of a render, and who applies it. */
export interface Applied {
  readonly object: unknown;
  /** The bundle it is in; absent: nobody knows. */
  readonly owner?: string | undefined;
  /** Whether its owner deletes what it no longer holds. */
  readonly prunes?: boolean | undefined;
  /** Whether its owner makes anew what cannot be changed. */
  readonly forces?: boolean | undefined;
}

/** An object that is there before and after. */
export interface Kept<B extends Applied, A extends Applied> {
  readonly before: B;
  readonly after: A;
}

/** What becomes of the objects of one cluster. Linear in their number. */
export interface Changes<B extends Applied, A extends Applied> {
  readonly kept: readonly Kept<B, A>[];
  readonly gone: readonly B[];
}

export function changesOf<B extends Applied, A extends Applied>(
  before: readonly B[],
  after: readonly A[],
  keyIn: { readonly before: (object: unknown) => string; readonly after: (object: unknown) => string } = {
    before: keyOf,
    after: keyOf,
  },
): Changes<B, A> {
  const now = grouped(after, ({ object }) => keyIn.after(object));
  const found = before.map((each) => ({ before: each, after: now.get(keyIn.before(each.object))?.[0] }));
  return {
    kept: found.filter((each): each is Kept<B, A> => each.after !== undefined),
    gone: found.filter((each) => each.after === undefined).map((each) => each.before),
  };
}

/** What the server knows an object by, in whichever version of its group it is written. */
export function keyOf(object: unknown): string {
  const { apiVersion, kind, namespace = '', name = '' } = identityOf(object);
  return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}`;
}

/** What is annotated to an object. */
export function annotation(object: unknown, name: string): string {
  const value = own(metadataMap(object, 'annotations'), name);
  return typeof value === 'string' ? value : '';
}

/** What Argo CD is told of an object. */
export function syncOptions(object: unknown): readonly string[] {
  return annotation(object, 'argocd.argoproj.io/sync-options').split(/\s*,\s*/);
}
