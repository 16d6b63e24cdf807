/** Everything a verb may touch. Only the bin file makes one of the real process. */
export interface Io {
  readonly cwd: string;
  /** Data. */
  readonly out: (text: string) => void;
  /** Talk. */
  readonly err: (text: string) => void;
}

/** Exit codes of the command line; several apply: the first of 70, 64, 3, 1, 2 wins. */
export const exit: {
  readonly fine: 0;
  readonly mistake: 1;
  readonly differs: 2;
  readonly environment: 3;
  readonly usage: 64;
  readonly bug: 70;
} = { fine: 0, mistake: 1, differs: 2, environment: 3, usage: 64, bug: 70 };

export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  readonly run: (argv: readonly string[], io: Io) => Promise<number>;
}
