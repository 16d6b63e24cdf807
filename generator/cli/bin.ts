#!/usr/bin/env node
import { run } from './run.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  talk: {
    level: 'usual',
    format: 'text',
    colour: process.stderr.isTTY === true && (process.env.NO_COLOR ?? '') === '',
    terminal: process.stderr.isTTY === true,
  },
});
