#!/usr/bin/env node
import { exit } from './io.ts';
import { processIo } from './process-io.ts';
import { run } from './run.ts';

// Wherever it happens: what is written is whole, or is completed by the next run.
process.once('SIGINT', () => process.exit(exit.interrupted));

process.exitCode = await run(process.argv.slice(2), processIo());
