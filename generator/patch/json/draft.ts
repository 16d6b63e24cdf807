import { define, isRecord, own } from '../../core/json.ts';

/**
 * An object while it is patched. What was given stays as it is: the first change of a map or list makes a copy of it,
 * further ones change that copy, so that a patch of many operations costs what it touches.
 */
export class Draft {
  root: unknown;
  #ours = new WeakSet<object>();

  constructor(root: unknown) {
    this.root = root;
  }

  /** A map or list that may be changed, at the end of the steps; every step is there already. */
  writable(steps: readonly string[]): Record<string, unknown> | unknown[] {
    this.root = this.#own(this.root);
    let container = this.root as Record<string, unknown> | unknown[];
    for (const step of steps) {
      const inner = this.#own(Array.isArray(container) ? container[Number(step)] : own(container, step));
      if (Array.isArray(container)) container[Number(step)] = inner;
      else define(container, step, inner);
      container = inner;
    }
    return container;
  }

  /** A value now stands in a second place: neither of the two may be changed through the other. */
  shared(): void {
    this.#ours = new WeakSet();
  }

  #own(value: unknown): Record<string, unknown> | unknown[] {
    if (this.#ours.has(value as object)) return value as Record<string, unknown> | unknown[];
    const copy = Array.isArray(value) ? [...value] : copyOf(value);
    this.#ours.add(copy);
    return copy;
  }
}

/** A copy that has the same fields whatever they are called. */
export function copyOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? { ...value } : {};
}
