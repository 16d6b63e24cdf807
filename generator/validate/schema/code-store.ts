import type { KindFacts } from '../../facts/kinds.ts';

export interface KeptCode {
  readonly code: string;
  /** What V8 made of it, once it has been run. */
  readonly cached?: Uint8Array | undefined;
}

/** Where compiled validators are kept between runs. */
export interface CodeStore {
  /** Tells facts of one content from those of another; undefined: these are not kept. */
  readonly keyOf: (kind: KindFacts, variant: string) => string | undefined;
  readonly read: (key: string) => KeptCode | undefined;
  readonly write: (key: string, kept: KeptCode) => void;
}

let store: CodeStore | undefined;

/** Whoever runs us says where code may be kept; nobody did: it is compiled in every process. */
export function keepCodeIn(given: CodeStore | undefined): void {
  store = given;
}

export function codeStore(): CodeStore | undefined {
  return store;
}
