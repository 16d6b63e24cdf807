import { processIo } from './process-io.ts';
import { run } from './run.ts';

/**
 * The process behind `synth --watch`: it has everything loaded, and renders again when it is told to. Modules of the user are loaded anew
 * each time. Whatever their code does to it, the watcher starts another one.
 */
const io = processIo();
const argv = process.argv.slice(2);

interface Told {
  readonly again: boolean;
  /** Those that were edited; none: all. */
  readonly stacks: readonly string[];
  readonly quiet: boolean;
}

process.on('message', ({ again, stacks, quiet }: Told) => {
  const more = [...(again ? ['--again'] : []), ...(quiet ? ['--quiet'] : []), ...stacks];
  void run(['synth', ...argv, ...more], io).then((code) => process.send?.({ code }));
});
// Nobody is there any more who would tell.
process.on('disconnect', () => process.exit(0));
