import { basename, relative, resolve } from 'node:path';
import { installHook } from '../../commit/hooks.ts';
import { Problem } from '../../core/problem.ts';
import { type Answers, type Ci, ciNames, type Engine, engineNames } from '../../init/answers.ts';
import { managerFor, planInit, writeInit } from '../../init/init.ts';
import { inWordsOf } from '../../init/manager.ts';
import { environmentName } from '../../project/config.ts';
import { readArguments, several } from '../arguments.ts';
import { defaultsIn } from '../init/defaults.ts';
import { exit, type Io, say, type Verb } from '../io.ts';
import { usage } from '../usage.ts';
import { version } from '../version.ts';

const help = `usage: plimsoll init [DIR] [options]

A project that renders, tests, checks and commits: config, pins, a stack, its test, scripts, a pre-commit hook, CI. On a terminal it
asks what is not given. What is there already stays as it is; package.json, .gitignore and .gitattributes get what they lack. CI and
README speak of npm, pnpm or yarn: of the one whose lock file is nearest.

      --engine NAME       flux (default) or argo
      --cluster NAME      of the first cluster (default production)
      --repository URL    where the cluster reads from (default: git's origin)
      --branch NAME       of that repository (default: the one that is checked out, or main)
      --kubernetes V      of the cluster, like 1.36
      --ci NAME           github, gitlab or none; both by commas (default: where git's origin is)
      --yes               ask nothing
      --dry-run           print what would be done

  plimsoll init
  plimsoll init fleet --engine argo --ci gitlab
`;

export const initVerb: Verb = {
  name: 'init',
  summary: 'a new project that renders, tests, checks and commits',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('init', argv, {
    engine: { type: 'string' },
    cluster: { type: 'string' },
    repository: { type: 'string' },
    branch: { type: 'string' },
    kubernetes: { type: 'string' },
    ci: { type: 'string', multiple: true },
    yes: { type: 'boolean', short: 'y' },
    'dry-run': { type: 'boolean' },
  });
  if (rest.length > 1) throw usage(`init: it takes one folder, not ${rest.join(' ')}`);
  const folder = resolve(io.cwd, rest[0] ?? '.');
  const defaults = await defaultsIn(folder, io.env ?? {});
  const asked = values.yes === true || values['dry-run'] === true ? undefined : io.ask;
  const answer = async (given: string | undefined, question: string, otherwise: string): Promise<string> =>
    given ?? ((await asked?.(`${question} (${otherwise}): `)) || otherwise);
  const answers: Answers = {
    folder: basename(folder),
    manager: managerFor(folder),
    version: version(),
    engine: engineOf(await answer(values.engine, 'Flux or Argo CD: flux, argo', defaults.engine)),
    cluster: nameOf(await answer(values.cluster, 'The first cluster', defaults.cluster)),
    repository: await answer(values.repository, 'The repository it reads from', defaults.repository),
    branch: branchOf(values.branch ?? defaults.branch),
    kubernetes: releaseOf(await answer(values.kubernetes, 'Its Kubernetes version', defaults.kubernetes)),
    ci: ciOf(several(values.ci ?? [await answer(undefined, 'CI: github, gitlab, none', defaults.ci)])),
  };
  const planned = planInit(folder, answers);
  const marks = { create: '+', add: '~', keep: '=' } as const;
  for (const { path, does } of planned) io.out(`${marks[does]} ${path}\n`);
  if (values['dry-run'] === true) return exit.fine;
  writeInit(folder, planned);
  const kept = planned.filter(({ does }) => does === 'keep').length;
  if (kept > 0)
    say(io, `${kept} ${kept === 1 ? 'file was' : 'files were'} there already (=), and stay as they are`);
  const hook = await tryHook(folder, io);
  const into = relative(io.cwd, folder);
  const steps = [
    ...(into === '' ? [] : [`cd ${into}`]),
    ...(hook ? [] : ['git init']),
    'npm install',
    'npm run synth',
    'npm test',
    'git add -A && git commit -m "Begin"',
  ];
  say(io, inWordsOf(answers.manager, `next:\n${steps.map((step) => `  ${step}`).join('\n')}`));
  return exit.fine;
}

/** A repository that is there gets its hook now; npm install does it otherwise. */
async function tryHook(folder: string, io: Io): Promise<boolean> {
  try {
    const { file, state } = await installHook(folder, io.env ?? {});
    say(io, `${relative(io.cwd, file)}: ${state}`);
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [first] = error.findings;
    if (first?.code !== 'cli/hook-in-the-way') return false;
    say(io, `no hook: ${first.message}; ${first.fix}`);
    return true;
  }
}

function engineOf(text: string): Engine {
  const found = engineNames.find((name) => name === text);
  if (found === undefined) throw usage(`init: --engine is flux or argo, not ${text}`);
  return found;
}

function ciOf(names: readonly string[]): readonly Ci[] {
  const wrong = names.find((name) => name !== 'none' && !ciNames.some((each) => each === name));
  if (wrong !== undefined) throw usage(`init: --ci is github, gitlab or none, not ${wrong}`);
  return ciNames.filter((each) => names.includes(each));
}

function nameOf(text: string): string {
  if (!environmentName.test(text))
    throw usage(`init: a cluster is called by lower-case letters, digits and dashes, not ${text}`);
  return text;
}

function branchOf(text: string): string {
  if (!/^[\w][\w./-]*$/.test(text)) throw usage(`init: ${JSON.stringify(text)} is no name for a branch`);
  return text;
}

function releaseOf(text: string): string {
  if (!/^\d+\.\d+$/.test(text)) throw usage(`init: a Kubernetes version is like 1.36, not ${text}`);
  return text;
}
