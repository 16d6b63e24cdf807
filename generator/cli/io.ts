/** Everything a verb may touch. Only the bin file makes one of the real process. */
export interface Io {
  readonly cwd: string;
  /** Data. */
  readonly out: (text: string) => void;
  /** Talk. */
  readonly err: (text: string) => void;
  /** All of standard input, for verbs that are given `-`. */
  readonly stdin?: () => Promise<string>;
  /** Puts a question to somebody who is there; absent: nobody is. */
  readonly ask?: (question: string) => Promise<string>;
  /** The clock; absent: nothing is ever late. */
  readonly now?: () => Date;
  /** What git is told of who is there, and how it reaches others. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether data may be coloured: somebody reads it as it comes. */
  readonly colour?: boolean;
  /** How much talk, and for whom; absent: as usual, for people, without colour. */
  readonly talk?: Talk;
}

export interface Talk {
  readonly level: 'quiet' | 'usual' | 'verbose';
  readonly format: 'text' | 'json';
  readonly colour: boolean;
  /** Somebody is watching: progress is worth showing. */
  readonly terminal: boolean;
}

const usual: Talk = { level: 'usual', format: 'text', colour: false, terminal: false };

export function talkOf({ talk = usual }: Io): Talk {
  return talk;
}

/** `2026-11-24`. */
export function today({ now }: Io): string {
  return now?.().toISOString().slice(0, 10) ?? '';
}

/** A sentence about what happens; it is no data, and quiet runs do without. */
export function say(io: Io, text: string): void {
  const { level, format } = talkOf(io);
  if (level !== 'quiet') io.err(format === 'json' ? `${JSON.stringify({ message: text })}\n` : `${text}\n`);
}

/** What is being done, where somebody is watching: one line that the next one replaces, gone when it is empty. */
export function progress(io: Io, text: string): void {
  const { level, format, terminal } = talkOf(io);
  if (terminal && level !== 'quiet' && format === 'text')
    io.err(`\r\u001b[K${text}${text === '' ? '' : ' …'}`);
}

/** Exit codes of the command line; several apply: the first of 70, 64, 3, 1, 2 wins. */
export const exit: {
  readonly fine: 0;
  readonly mistake: 1;
  readonly differs: 2;
  readonly environment: 3;
  readonly usage: 64;
  readonly bug: 70;
  readonly interrupted: 130;
} = { fine: 0, mistake: 1, differs: 2, environment: 3, usage: 64, bug: 70, interrupted: 130 };

export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly help: string;
  readonly run: (argv: readonly string[], io: Io) => Promise<number>;
}
