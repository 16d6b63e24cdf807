import { Console } from 'node:console';
import { text } from 'node:stream/consumers';
import { asker } from './ask.ts';
import { exit, type Io } from './io.ts';
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
  // Ctrl-C and Ctrl-D at a question: nothing was done yet.
  const leave = (): void => {
    process.stderr.write('\n');
    process.exit(exit.interrupted);
  };
  const terminal = { input: process.stdin, output: process.stderr, leave };
  return {
    cwd: process.cwd(),
    out: (data) => process.stdout.write(data),
    err: (talk) => process.stderr.write(talk),
    stdin: () => text(process.stdin),
    ...(process.stdin.isTTY && process.stderr.isTTY ? { ask: asker(terminal) } : {}),
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
