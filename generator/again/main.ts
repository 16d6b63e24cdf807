import { Console } from 'node:console';
import { text } from 'node:stream/consumers';
import type { Finding } from '../core/finding.ts';
import { fetchBytes } from '../project/fetch.ts';
import type { Request } from '../synth/synth.ts';
import { changeWorld, turned } from './world.ts';

/** What the first process asks of the second: a request, less what is no data. */
export type Asked = Omit<Request, 'download' | 'stage'>;

export interface Answered {
  /** The text of every file, by its path. */
  readonly files: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

/** The second of two renders: a process of its own, because a module that was loaded once stays. */
// The answer goes to stdout: what a stack logs does not.
globalThis.console = new Console({ stdout: process.stderr, stderr: process.stderr });

const asked = JSON.parse(await text(process.stdin)) as Asked;
const realFetch = globalThis.fetch;
changeWorld();
const { synth } = await import('../synth/synth.ts');
const { findings, files } = await synth(
  {
    ...asked,
    frozen: false,
    validate: false,
    against: undefined,
    // What a stack names was fetched before; only without a cache it is fetched again.
    download: (address) => fetchBytes(address, realFetch),
    stage: () => undefined,
  },
  turned,
);
const answer: Answered = {
  files: Object.fromEntries(
    [...files].map(([path, { content }]) => [
      path,
      typeof content === 'string' ? content : Buffer.from(content).toString('latin1'),
    ]),
  ),
  findings,
};
process.stdout.write(JSON.stringify(answer));
