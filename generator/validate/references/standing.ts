import type { Fields } from '../rules/fields.ts';

/** An object among others. */
export interface Standing {
  readonly index: number;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Nothing said is `default`. */
  readonly namespace: string;
  readonly fields: Fields;
}

/** What makes pods: how they will be labelled, and what they run. */
export interface Workload extends Standing {
  readonly labels: Readonly<Record<string, unknown>>;
  readonly pod: Fields;
}

/** What somebody names: a kind by its group (any: `undefined`), and where. */
export interface Wanted {
  readonly group?: string | undefined;
  readonly kind: string;
  readonly name: string;
  /** Absent: of the whole cluster. */
  readonly namespace?: string | undefined;
}
