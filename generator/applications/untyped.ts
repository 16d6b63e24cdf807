import type { KubernetesObject } from '../paths/kind.ts';

const marked = new WeakSet<object>();

/** The stated way to write an object of a kind without schema: it is warned about, never silent. */
export function untyped<T extends KubernetesObject>(object: T): T {
  const copy = Object.freeze({ ...object });
  marked.add(copy);
  return copy;
}

export function isUntyped(object: object): boolean {
  return marked.has(object);
}
