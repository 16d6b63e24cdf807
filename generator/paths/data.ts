import type { Json } from '../core/json.ts';
import type { KindFacts } from '../facts/kinds.ts';
import type { Located } from '../facts/resolve.ts';

/** One step of a path. `key` and `field` differ only in where they come from: a map's key is data, a field is schema. */
export type Step =
  | { readonly step: 'field'; readonly name: string }
  | { readonly step: 'key'; readonly name: string }
  | { readonly step: 'index'; readonly index: number }
  | {
      readonly step: 'item' | 'where';
      readonly match: Json;
      readonly defaults: Readonly<Record<string, Json>>;
    }
  | { readonly step: 'each' };

/** Where in a list something is inserted: before the item that a step selects, or after it; at an end without one. */
export interface PlaceInList {
  readonly side: 'before' | 'after';
  readonly item?: Step;
}

/** What a path is: its kind, its steps, and the facts of the value it leads to (none below open values). */
export interface PathData {
  readonly kind: KindFacts;
  readonly steps: readonly Step[];
  readonly located: Located | undefined;
  readonly place?: PlaceInList;
}

const data: unique symbol = Symbol('plimsoll path');

export function withData<T extends object>(target: T, value: PathData): T {
  Object.defineProperty(target, data, { value });
  return target;
}

/** The data behind a path of any type. */
export function dataOf(path: object): PathData {
  const found = (path as { readonly [data]?: PathData })[data];
  if (found === undefined) throw new TypeError('not a path: take one from the .path of a kind');
  return found;
}

export function isMany(steps: readonly Step[]): boolean {
  return steps.some(({ step }) => step === 'each' || step === 'where');
}
