import type { Document } from 'yaml';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import type { Edits } from './edits.ts';
import type { Value } from './nodes.ts';
import type { Style } from './render.ts';
import type { Source } from './source.ts';

/** One document while it is edited. */
export interface Context {
  readonly source: Source;
  readonly style: Style;
  readonly document: Document;
  readonly edits: Edits;
  /** Written as JSON: every text in double quotes. */
  readonly json: boolean;
  /** What a node means before the edit. */
  readonly read: (node: unknown) => unknown;
  /** Anchors that mean something else afterwards, or are gone: their aliases become copies of what they meant. */
  readonly touched: Set<string>;
  /** Paths at which an alias became a copy. */
  readonly expanded: string[];
}

/** Where a value stands, and how it is written there. */
export interface Slot {
  readonly kind: 'root' | 'pair' | 'item';
  /** Behind the colon or dash, and the anchor or tag. */
  readonly head: number;
  /** Of the key or dash. */
  readonly column: number;
  /** Within braces or brackets. */
  readonly flow: boolean;
  /** For messages. */
  readonly path: string;
}

/** Makes the text say another value where a node stands. */
export type EditValue = (
  context: Context,
  slot: Slot,
  node: Value,
  value: unknown,
  schema: ReleaseSchema | undefined,
) => void;
