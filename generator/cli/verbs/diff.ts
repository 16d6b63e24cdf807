import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Reach } from '../../live/contexts.ts';
import { fetchBytes } from '../../project/fetch.ts';
import { type Answer, type Compare, type DifferenceRequest, difference } from '../../synth/difference.ts';
import { readArguments, several } from '../arguments.ts';
import { exit, type Io, progress, today, type Verb } from '../io.ts';
import { reachOf, reachOptions } from '../reach.ts';
import { exitFor, report } from '../report.ts';
import { labelsOf } from '../selection.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll diff [REF | REF..REF | OLD [NEW]] [options]

What would change in the clusters, object by object: what the stacks make now against a git revision of the output (default
HEAD). Where an object is written, how, and in which order its fields are, makes no difference. Each change says what becomes
of it: deleted (and what goes with it), refused by the server, made anew, moved from one owner to another, rolled out, changed,
created. Equal changes of many clusters are one, exceptions come first. What Secrets hold is not shown.

  REF                a commit, branch or tag: its output against what the stacks make
  REF..REF           the outputs of two revisions
  OLD [NEW]          folders of manifests, whoever made them
      --env A..B     two environments beside each other; --env A: only this one
      --cluster A..B two clusters beside each other
      --live         what is in the clusters themselves, by server-side apply; with the options of drift
  -l, --selector K=V clusters with this label
      --set K=V      a setting that a stack declares
  -o, --output DIR   instead of the config's
      --format FORM  text, json, or markdown for a pull request (at most 65,536 characters)
      --inflate      what charts would make, on both sides, rendered by the program helm: what a new version really changes
      --all          also what changes with every release: labels of charts, checksums, bundles of authorities
      --exit-code    exit 2 when there is a difference

  plimsoll diff
  plimsoll diff origin/main --format markdown
  plimsoll diff v1.2..v1.3 --exit-code
  plimsoll diff --env staging..production
  plimsoll diff ../before/out out
  plimsoll diff origin/main --inflate
`;

export const diffVerb: Verb = {
  name: 'diff',
  summary: 'what would change in the clusters, and what becomes of it',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('diff', argv, {
    env: { type: 'string', multiple: true },
    cluster: { type: 'string' },
    selector: { type: 'string', short: 'l', multiple: true },
    set: { type: 'string', multiple: true },
    output: { type: 'string', short: 'o' },
    format: { type: 'string' },
    all: { type: 'boolean' },
    'exit-code': { type: 'boolean' },
    live: { type: 'boolean' },
    inflate: { type: 'boolean' },
    ...reachOptions,
  });
  const { format = 'text' } = values;
  if (!['text', 'json', 'markdown'].includes(format))
    throw usage(`diff: --format is text, json or markdown, not ${format}`);
  const environments = several(values.env);
  if (values.live === true && (rest.length > 0 || values.cluster !== undefined))
    throw usage('diff: --live compares with the clusters themselves: choose them with -l cluster=NAME');
  if (values.live === true && values.inflate === true)
    throw usage('diff: --live sees what charts made in the clusters themselves: leave out --inflate');
  const compare = compareOf(rest, environments, values.cluster, io.cwd);
  const request = {
    cwd: io.cwd,
    stacks: [],
    environments: environments.filter((each) => !each.includes('..')),
    set: values.set ?? [],
    labels: labelsOf('diff', values.selector),
    shard: undefined,
    output: values.output,
    inflate: values.inflate === true,
    overwrite: false,
    frozen: true,
    download: fetchBytes,
    today: today(io),
    validate: false,
    against: undefined,
    stage: (name: string) => progress(io, name),
  };
  const { difference: found, findings } =
    values.live === true ? await live(request, reachOf('diff', values)) : await difference(request, compare);
  progress(io, '');
  report(findings, io);
  if (found === undefined) return exitFor(findings);
  io.out(await textOf(format, found, findings, { colour: io.colour === true, all: values.all === true }));
  const code = exitFor(findings);
  if (code !== exit.fine || values['exit-code'] !== true) return code;
  const differs = found.all.length > 0 || found.gone.length > 0 || found.come.length > 0;
  return differs ? exit.differs : exit.fine;
}

/** What is in the clusters now, with what the stacks make. */
async function live(request: DifferenceRequest, reach: Reach): Promise<Answer> {
  const [{ openProject }, { renderProject }, { differenceLive }] = await Promise.all([
    import('../../synth/project.ts'),
    import('../../synth/render-project.ts'),
    import('../../live/drift.ts'),
  ]);
  const render = await renderProject(request, await openProject(request.cwd, request.output));
  if (render.broken) return { difference: undefined, findings: render.findings };
  const { difference: found, findings } = await differenceLive(render, reach, request.today);
  return { difference: found, findings };
}

async function textOf(
  format: string,
  found: NonNullable<Awaited<ReturnType<typeof difference>>['difference']>,
  findings: Awaited<ReturnType<typeof difference>>['findings'],
  options: { readonly colour: boolean; readonly all: boolean },
): Promise<string> {
  if (format === 'json') return (await import('../diff/json.ts')).diffJson(found, findings);
  if (format === 'markdown') return (await import('../diff/markdown.ts')).diffMarkdown(found);
  return (await import('../diff/text.ts')).diffText(found, options);
}

function compareOf(
  rest: readonly string[],
  environments: readonly string[],
  cluster: string | undefined,
  cwd: string,
): Compare {
  const ranged = environments.filter((each) => each.includes('..'));
  const asked = [
    ...ranged.map((each) => ['environments', each] as const),
    ...(cluster === undefined ? [] : [['clusters', cluster] as const]),
  ];
  const [first, ...more] = asked;
  if (first !== undefined) {
    if (more.length > 0 || rest.length > 0)
      throw usage(
        'diff: revisions, folders, two environments, two clusters: one of these is compared at a time',
      );
    const [what, text] = first;
    return { what, ...range(text, what === 'clusters' ? '--cluster is' : '--env is') };
  }
  if (rest.length > 2) throw usage(`diff: it compares two folders at most, not ${rest.join(' ')}`);
  const [from, to] = rest;
  if (from === undefined) return { what: 'revision', from: undefined };
  if (to !== undefined || isFolder(from, cwd))
    return { what: 'folders', from: folder(from, cwd), to: to === undefined ? undefined : folder(to, cwd) };
  if (!/^[^\s:-][^\s:]*$/.test(from)) throw usage(`diff: ${JSON.stringify(from)} is no git revision`);
  return from.includes('..')
    ? { what: 'revisions', ...range(from, 'two revisions are') }
    : { what: 'revision', from };
}

function range(text: string, what: string): { readonly from: string; readonly to: string } {
  const [, from, to] = /^([^.]+(?:\.[^.]+)*)\.\.\.?([^.]+(?:\.[^.]+)*)$/.exec(text) ?? [];
  if (from === undefined || to === undefined) throw usage(`diff: ${what} A..B, not ${text}`);
  return { from, to };
}

function isFolder(path: string, cwd: string): boolean {
  return statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() === true;
}

function folder(path: string, cwd: string): string {
  if (!isFolder(path, cwd)) throw usage(`diff: there is no folder ${path}`);
  return resolve(cwd, path);
}
