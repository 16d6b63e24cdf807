import { relative } from 'node:path';
import { finding } from '../../core/codes.ts';
import { Problem } from '../../core/problem.ts';
import { githubShards } from '../../init/templates/shards/github.ts';
import { gitlabShards } from '../../init/templates/shards/gitlab.ts';
import { jobShards } from '../../init/templates/shards/job.ts';
import type { Shape } from '../../init/templates/shards/shape.ts';
import { openProject } from '../../synth/project.ts';
import { settle } from '../../write/apply.ts';
import { partsIn } from '../../write/parts.ts';
import { readArguments } from '../arguments.ts';
import { exit, type Io, say, type Verb } from '../io.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll shards github | gitlab | job [options]
       plimsoll shards join [-o DIR]

Prints what renders in N shards at once: a workflow of GitHub Actions, jobs of GitLab, an Indexed Job of Kubernetes. Each shard runs
plimsoll synth --shard I/N; what they write is together what one run writes. join is what comes after shards on machines of their own:
it makes one index of what each of them said of a cluster they shared, and refuses where one is missing.

      --of N            how many (default 4)
      --branch NAME     whose pushes are rendered (default main)
      --image IMAGE     of a Job: has node (default node:22)
      --claim NAME      of a Job: the claim with the checkout (default plimsoll)
      --namespace NAME  of a Job (default plimsoll)
  -o, --output DIR      instead of the config's

  plimsoll shards github --of 8 > .github/workflows/plimsoll-shards.yml
  plimsoll shards job --of 4 --claim fleet | kubectl apply -f -
  plimsoll shards join
`;

export const shardsVerb: Verb = {
  name: 'shards',
  summary: 'definitions that render in many places at once',
  help,
  run,
};

const definitions: Readonly<Record<string, (shape: Shape) => string>> = {
  github: githubShards,
  gitlab: gitlabShards,
  job: jobShards,
};

const options = {
  of: { type: 'string' },
  branch: { type: 'string' },
  image: { type: 'string' },
  claim: { type: 'string' },
  namespace: { type: 'string' },
  output: { type: 'string', short: 'o' },
} as const;

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('shards', argv, options);
  const [what = '', ...more] = rest;
  const definition = Object.hasOwn(definitions, what) ? definitions[what] : undefined;
  if (more.length > 0 || (definition === undefined && what !== 'join'))
    throw usage(`shards: it takes github, gitlab, job or join, not ${rest.join(' ') || 'nothing'}`);
  const { of = '4', branch = 'main', image = 'node:22', claim = 'plimsoll', namespace = 'plimsoll' } = values;
  if (!/^[1-9]\d{0,3}$/.test(of)) throw usage(`shards: --of is a number from 1 to 9999, not ${of}`);
  // They go into a text that a shell or a server reads.
  for (const [name, value, allowed] of [
    ['branch', branch, /^[A-Za-z0-9][\w./-]*$/],
    ['image', image, /^[a-z0-9][\w./:@-]*$/],
    ['claim', claim, /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/],
    ['namespace', namespace, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/],
  ] as const)
    if (!allowed.test(value)) throw usage(`shards: --${name} is not ${JSON.stringify(value)}`);
  const project = await openProject(io.cwd, values.output);
  if (definition === undefined) return join(project.output, io);
  const output = relative(project.root, project.output).replaceAll('\\', '/');
  if (!/^[\w./-]+$/.test(output) || output.startsWith('..'))
    throw usage(`shards: the output ${output} cannot be named in a definition`);
  io.out(definition({ of: Number(of), branch, output, image, claim, namespace }));
  return exit.fine;
}

async function join(output: string, io: Io): Promise<number> {
  const before = [...partsIn(output)];
  await settle(output);
  const left = partsIn(output);
  const missing = [...left].flatMap(([cluster, parts]) =>
    parts.length === 0
      ? []
      : [
          finding(
            'cli/shard-missing',
            `of the cluster ${cluster} only ${parts.map(named).join(', ')} is there`,
            {
              fix: 'run the other shards, or plimsoll synth, which renders all of it',
            },
          ),
        ],
  );
  if (missing.length > 0) throw new Problem(missing);
  say(
    io,
    before.length === 0 ? 'nothing to join' : `joined ${before.map(([cluster]) => cluster).join(', ')}`,
  );
  return exit.fine;
}

function named({ index, of }: { readonly index: number; readonly of: number }): string {
  return `shard ${index} of ${of}`;
}
