import { forgetModules } from '../../project/emit.ts';
import {
  type Outcome,
  type Request,
  removeEnvironments,
  type Synthesised,
  synth,
} from '../../synth/synth.ts';
import { type InParts, synthInParts } from '../../synth/synth-in-parts.ts';
import { isEmpty } from '../../write/plan.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, progress, say, today, type Verb } from '../io.ts';
import { memoryText } from '../memory-text.ts';
import { printPlan, summary } from '../plan-text.ts';
import { serverHelp, serverOptions, serversOf } from '../reach.ts';
import { exitFor, report, totals } from '../report.ts';
import { Stopwatch } from '../stopwatch.ts';
import { yamlStream } from '../stream.ts';
import { plainCommit, synthOptions, synthRequest } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll synth [STACK…] [options]

Loads the stacks, renders them, checks the result and writes what differs. Files that are as they should be are not
touched; files that the stacks no longer make are removed; files that plimsoll did not write are left alone. A STACK is a
path or the name before .stack.ts; without, all are rendered.

  -o, --output DIR     instead of the config's
      --check          write nothing; exit code 2 when the output differs
      --dry-run        write nothing; print what would change
      --stdout         write nothing; print the objects as YAML
      --types          check the types of the stacks first
      --deterministic  render twice, with another clock, seed, locale, time zone and no network: exit 1 when it differs
      --watch          again whenever a file of the project changes
  -l, --selector K=V   clusters with this label; cluster, environment and engine are known of each
      --env NAME       these environments; pr-… is a preview, rendered beside the rest
      --remove         with --env: take these environments out of the output
      --set K=V        a setting that a stack declares
      --shard I/N      the I-th of N parts of the clusters
      --overwrite      replace files that were edited by hand, or that plimsoll did not write
      --against REV    judge what changes from this git revision (default HEAD): what the API server would refuse to
                       change in place, and what would be lost
${serverHelp}
      --commit         commit what was written, as plimsoll commit does; -m, --message MSG
      --jobs N         in so many threads (default: as many as pay; 1: none beside the first)
      --no-cache       render everything, also what was rendered from the same inputs and lies in the output
      --timings        how long each stage took; which stacks cannot be remembered
      --verbose        every changed path, however many

  plimsoll synth
  plimsoll synth shop --env staging --set replicas=3
  plimsoll synth --check
  plimsoll synth --check --against origin/main
  plimsoll synth --commit -m 'Render the shop'
  plimsoll synth --env pr-123 && plimsoll synth --env pr-123 --remove
`;

export const synthVerb: Verb = {
  name: 'synth',
  summary: 'render the stacks and write what differs',
  help,
  run,
};

const options = {
  ...synthOptions,
  ...serverOptions,
  check: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  stdout: { type: 'boolean' },
  types: { type: 'boolean' },
  deterministic: { type: 'boolean' },
  watch: { type: 'boolean' },
  remove: { type: 'boolean' },
  commit: { type: 'boolean' },
  message: { type: 'string', short: 'm' },
  timings: { type: 'boolean' },
  'no-cache': { type: 'boolean' },
  jobs: { type: 'string' },
  /** Of the watcher: not the first render of its process. */
  again: { type: 'boolean' },
} as const;

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('synth', argv, options);
  if (values.watch === true) {
    const { watch } = await import('../watch.ts');
    return watch(
      argv.filter((each) => each !== '--watch'),
      io,
    );
  }
  if (values.again === true) forgetModules();
  const clock = new Stopwatch((name) => progress(io, name));
  const request = {
    ...synthRequest('synth', values, rest, io, clock),
    ...serversOf('synth', values, today(io)),
    threads: jobsOf(values.jobs),
  };
  if (values.remove === true) checkRemoval(request);
  if (values.types === true) {
    const { typeErrors } = await import('../types.ts');
    clock.stage('types');
    const wrong = await typeErrors(io);
    if (report(wrong, io) > 0) return exitFor(wrong);
  }
  if (values.commit === true) {
    for (const other of ['check', 'stdout', 'remove', 'deterministic'] as const)
      if (values[other] === true) throw usage(`synth: --commit and --${other} do not go together`);
    const { commit } = await import('../commit.ts');
    const dryRun = values['dry-run'] === true;
    return commit({ ...request, ...plainCommit(io), dryRun, message: values.message }, io, clock);
  }
  if (values.message !== undefined) throw usage('synth: --message goes with --commit');
  const whole = isWhole(values) ? await synth(request) : undefined;
  const result = whole ?? (await inParts(request, values));
  const findings = [...result.findings];
  if (values.deterministic === true && whole?.plan !== undefined) {
    const { differences } = await import('../deterministic.ts');
    clock.stage('deterministic');
    findings.push(...(await differences(whole, request)));
  }
  progress(io, '');
  report(findings, io);
  const code = exitFor(findings);
  const sound = code === exit.fine && result.plan !== undefined;
  const text = sound ? undefined : totals(findings);
  if (text !== undefined) say(io, text);
  if (sound && values.stdout === true && whole !== undefined) io.out(yamlStream(whole.rendered));
  else if (sound) {
    const said = values.again === true && whole !== undefined ? await sinceWritten(whole, request, io) : '';
    const only = values.check === true || values['dry-run'] === true;
    const done = only ? result.plan : await result.write();
    progress(io, '');
    printPlan(done, io);
    io.out(said);
    say(io, summary(done, result.project.output, clock.total(), io.cwd));
  }
  if (values.timings === true) {
    say(io, clock.table());
    if (isInParts(result)) say(io, memoryText(result));
  }
  return sound && values.check === true && !isEmpty(result.plan) ? exit.differs : code;
}

function isInParts(result: Outcome): result is InParts {
  return 'unknowable' in result;
}

function inParts(
  request: Request,
  values: {
    readonly remove?: boolean;
    readonly 'no-cache'?: boolean;
    readonly check?: boolean;
    readonly 'dry-run'?: boolean;
  },
): Promise<Outcome | InParts> {
  return values.remove === true
    ? removeEnvironments(request)
    : synthInParts(request, {
        cached: values['no-cache'] !== true,
        writes: values.check !== true && values['dry-run'] !== true,
      });
}

function jobsOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^([1-9]|[1-5]\d|6[0-4])$/.test(text))
    throw usage(`synth: --jobs is a number from 1 to 64, not ${text}`);
  return text === undefined ? undefined : Number(text);
}

/** Whether somebody wants to see all that is rendered at once. */
function isWhole(values: {
  readonly stdout?: boolean;
  readonly deterministic?: boolean;
  readonly again?: boolean;
  readonly remove?: boolean;
  readonly 'server-dry-run'?: boolean;
}): boolean {
  const { stdout, deterministic, again, remove } = values;
  const asked = stdout === true || deterministic === true || again === true;
  return remove !== true && (asked || values['server-dry-run'] === true);
}

function checkRemoval({ environments, stacks, labels, shard }: Request): void {
  if (environments.length === 0) throw usage('synth: --remove needs --env: which environments to take away');
  if (stacks.length > 0 || labels.length > 0 || shard !== undefined)
    throw usage('synth: --remove takes whole environments: name no stack, selector or shard');
}

/** What would change in the clusters since the output was written last. */
async function sinceWritten(result: Synthesised, request: Request, io: Io): Promise<string> {
  if (result.plan === undefined || isEmpty(result.plan)) return '';
  const { differenceOnDisk } = await import('../../synth/difference.ts');
  const { diffText } = await import('../diff/text.ts');
  const { difference } = await differenceOnDisk(result, request);
  return `${diffText(difference, { colour: io.colour === true, all: false })}\n`;
}
