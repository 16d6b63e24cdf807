import { readArguments } from '../arguments.ts';
import { exit, type Io, say, type Verb } from '../io.ts';
import { exitFor, report, totals } from '../report.ts';
import { Stopwatch } from '../stopwatch.ts';
import { typeErrors } from '../types.ts';
import { usage } from '../usage.ts';
import { synthVerb } from './synth.ts';

const help = `usage: plimsoll check [--against REV] [--timings]

What a hook and CI run: the types of the stacks, and whether the output is what they make. Nothing is written. Types are
checked again only when something they depend on has changed. Exit code 1: a mistake; 2: the output differs.

  --against REV  judge what changes from this git revision (default HEAD), as synth does: of a pull request its base

  plimsoll check
  plimsoll check --quiet
  plimsoll check --against origin/main
`;

export const checkVerb: Verb = {
  name: 'check',
  summary: 'what a hook runs: types, and synth --check',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('check', argv, {
    timings: { type: 'boolean' },
    against: { type: 'string' },
  });
  if (rest.length > 0) throw usage(`check: it takes no argument, not ${rest.join(' ')}`);
  const clock = new Stopwatch();
  clock.stage('types');
  const findings = await typeErrors(io);
  report(findings, io);
  const text = totals(findings);
  if (text !== undefined) say(io, text);
  if (values.timings === true) say(io, clock.table());
  const types = exitFor(findings);
  // Both are said at once: a mistake of types seldom keeps a stack from rendering.
  const passed = [
    ...(values.timings === true ? ['--timings'] : []),
    ...(values.against === undefined ? [] : ['--against', values.against]),
  ];
  const tree = await synthVerb.run(['--check', ...passed], io);
  return (
    [exit.bug, exit.usage, exit.environment, exit.mistake, exit.differs].find(
      (code) => code === types || code === tree,
    ) ?? exit.fine
  );
}
