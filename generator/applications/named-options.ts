/** What every small kind can be told. */
export interface NamedOptions {
  /** Default: the application's name. */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
