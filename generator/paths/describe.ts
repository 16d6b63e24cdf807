import type { Node } from '../facts/format.ts';
import { itemsOf, shapeOf } from '../facts/resolve.ts';
import { dataOf, isMany, type Step } from './data.ts';
import { keysOf } from './keys.ts';
import { text } from './text.ts';

/** What a path carries for patches and messages. */
export interface PathFacts {
  readonly apiVersion: string;
  readonly kind: string;
  /** A custom resource: the server has no strategic merge for it. */
  readonly custom: boolean;
  readonly text: string;
  readonly steps: readonly Step[];
  readonly many: boolean;
  /** The facts of the value it leads to; undefined below what the schema leaves open. */
  readonly value: Node | undefined;
  /** Of a list: how it merges and by which keys. */
  readonly list?: {
    readonly type: 'atomic' | 'set' | 'map';
    readonly keys: readonly string[];
    readonly mergeKey?: string;
  };
}

export function describe(path: object): PathFacts {
  const { kind, steps, located } = dataOf(path);
  const value = located && shapeOf(located);
  const list =
    located !== undefined &&
    value?.items !== undefined &&
    itemsOf({ node: value, file: located.file }) !== undefined
      ? {
          type: value.list ?? 'atomic',
          keys: keysOf(located),
          ...(value.mergeKey === undefined ? {} : { mergeKey: value.mergeKey }),
        }
      : undefined;
  return {
    apiVersion: kind.apiVersion,
    kind: kind.kind,
    custom: kind.custom,
    text: text(path),
    steps,
    many: isMany(steps),
    value,
    ...(list === undefined ? {} : { list }),
  };
}
