import type { Pair } from 'yaml';

/** What happens to the pairs of a map. */
export interface MapChange {
  readonly pairs: readonly { readonly pair: Pair; readonly goes: boolean }[];
  /** New pairs, each with the one that it comes after; -1 is the beginning. */
  readonly added: readonly { readonly key: string; readonly value: unknown; readonly after: number }[];
}
