import { Problem } from '../../core/problem.ts';
import type { Format } from '../../validate/files/validated.ts';
import { isEmpty } from '../../write/plan.ts';
import { readArguments } from '../arguments.ts';
import { asFiles, stale } from '../check-files.ts';
import { exit, type Io, progress, say, type Verb } from '../io.ts';
import { memoryText } from '../memory-text.ts';
import { printPlan, summary } from '../plan-text.ts';
import { exitFor, report, totals } from '../report.ts';
import { Stopwatch } from '../stopwatch.ts';
import { synthRequest } from '../synth-request.ts';
import { typeErrors } from '../types.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll check [--staged] [--against REV] [--format FORMAT] [--timings]

What a hook and CI run: the types of the stacks, what API servers would say of what they make, and whether the output is that.
Nothing is written. Types are checked again only when something they depend on has changed. Exit code 1: a mistake; 2: the
output differs.

  --staged         of what the next commit would hold; nothing to do where nothing of the project is staged
  --against REV    judge what changes from this git revision (default HEAD), as synth does: of a pull request its base
  --format FORMAT  text, or findings as github (annotations of a workflow), junit, sarif or json

  plimsoll check
  plimsoll check --staged
  plimsoll check --against origin/main --format github
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
    staged: { type: 'boolean' },
    format: { type: 'string' },
  });
  if (rest.length > 0) throw usage(`check: it takes no argument, not ${rest.join(' ')}`);
  const formats = values.format === undefined ? undefined : (await import('../validate/formats.ts')).formats;
  const format = formats?.get(values.format ?? '');
  if (formats !== undefined && format === undefined)
    throw usage(`check: --format is one of ${[...formats.keys()].join(', ')}, not ${values.format}`);
  const looked: Looked = {
    against: values.against,
    timings: values.timings === true,
    format: values.format === 'text' ? undefined : format,
  };
  if (values.staged !== true) return look(looked, io);
  const { stagedFor } = await import('../staged.ts');
  return stagedFor(io, (there) => look(looked, there));
}

interface Looked {
  readonly against: string | undefined;
  readonly timings: boolean;
  readonly format: Format | undefined;
}

async function look({ against, timings, format }: Looked, io: Io): Promise<number> {
  const { synthInParts } = await import('../../synth/synth-in-parts.ts');
  const clock = new Stopwatch((name) => progress(io, name));
  const request = synthRequest(
    'check',
    { ...(against === undefined ? {} : { against }), check: true },
    [],
    io,
    clock,
  );
  clock.stage('types');
  const types = await typeErrors(io);
  // Both are said at once: a mistake of types seldom keeps a stack from rendering.
  const result = await synthInParts(request, { cached: true, writes: false }).catch((error: unknown) => {
    if (error instanceof Problem) return { findings: error.findings, plan: undefined, project: undefined };
    throw error;
  });
  progress(io, '');
  const findings = [...types, ...result.findings];
  const differs = result.plan !== undefined && !isEmpty(result.plan);
  if (format === undefined) {
    report(findings, io);
    const text = totals(findings);
    if (text !== undefined) say(io, text);
    if (result.plan !== undefined && exitFor(result.findings) === exit.fine) {
      printPlan(result.plan, io);
      say(io, summary(result.plan, result.project.output, clock.total(), io.cwd));
    }
  } else {
    const said = differs ? [...findings, stale(result.project)] : findings;
    io.out(format(asFiles(said, result.project?.root ?? io.cwd)));
  }
  if (timings) {
    say(io, clock.table());
    if ('unknowable' in result) say(io, memoryText(result));
  }
  const code = exitFor(findings);
  return code === exit.fine && differs ? exit.differs : code;
}
