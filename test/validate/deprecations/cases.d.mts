export interface Deprecation {
  readonly fine: object;
  readonly wrong: object;
  /** Said by the documentation only: the server takes it without a word. */
  readonly documented?: true;
}
export declare const cases: Readonly<Record<string, Deprecation>>;
