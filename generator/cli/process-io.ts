import { Console } from 'node:console';
import { text } from 'node:stream/consumers';
import type { Io } from './io.ts';
import { unforeseen } from './unforeseen.ts';

/** The real process, for the files that are programs. */
export function processIo(): Io {
  // Data goes to stdout: what a stack logs is talk.
  globalThis.console = new Console({ stdout: process.stderr, stderr: process.stderr });
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  for (const event of ['unhandledRejection', 'uncaughtException'])
    process.on(event, (error) => {
      const { text: said, code } = unforeseen(error, process.cwd());
      process.stderr.write(said);
      process.exit(code);
    });
  const plain = (process.env.NO_COLOR ?? '') !== '';
  return {
    cwd: process.cwd(),
    out: (data) => process.stdout.write(data),
    err: (talk) => process.stderr.write(talk),
    stdin: () => text(process.stdin),
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: askOnTerminal } : {}),
    now: () => new Date(),
    env: process.env,
    colour: process.stdout.isTTY === true && !plain,
    talk: {
      level: 'usual',
      format: 'text',
      colour: process.stderr.isTTY === true && !plain,
      terminal: process.stderr.isTTY === true,
    },
  };
}

/** What somebody types; nothing where they only press return. */
async function askOnTerminal(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}
