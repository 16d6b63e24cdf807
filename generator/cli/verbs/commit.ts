import { readArguments, several } from '../arguments.ts';
import { commit } from '../commit.ts';
import { type Io, progress, today, type Verb } from '../io.ts';
import { serverHelp, serverOptions, serversOf } from '../reach.ts';
import { Stopwatch } from '../stopwatch.ts';
import { synthOptions, synthRequest } from '../synth-request.ts';
import { usage } from '../usage.ts';

const help = `usage: plimsoll commit [STACK…] [options]

Renders, checks and writes as synth does, then commits the files that plimsoll owns and nothing else: what is staged stays
staged. Author, signature and hooks are git's own. The message says what changes, with a trailer for each application.
Nothing to do is no mistake. Nothing is committed where data would be deleted, or a large part of a cluster, unless it is
allowed by name; nor where an owned file was edited by hand.

  -m, --message MSG      the first line; without, the applications that change
      --staged           what is staged goes into the same commit: stacks and output together
      --branch NAME      commit there; the checkout stays as it is
      --push             to where git pushes the branch; never forced
      --repository URL   commit to, and push to, another repository
      --allow-delete K/N what may be deleted: PersistentVolumeClaim/data, 'ConfigMap/*', Cluster/old; repeated or by commas
      --dry-run          print the files and the message; do nothing
${serverHelp}
  -o, -l, --env, --set, --shard, --overwrite, --against: as of synth

  plimsoll commit
  plimsoll commit -m 'Take the new web' --push
  git add stacks && plimsoll commit --staged
  plimsoll commit --branch rendered --push
`;

export const commitVerb: Verb = {
  name: 'commit',
  summary: 'render, write and commit what the stacks make',
  help,
  run,
};

async function run(argv: readonly string[], io: Io): Promise<number> {
  const { values, rest } = readArguments('commit', argv, {
    ...synthOptions,
    ...serverOptions,
    message: { type: 'string', short: 'm' },
    staged: { type: 'boolean' },
    branch: { type: 'string' },
    push: { type: 'boolean' },
    repository: { type: 'string' },
    'allow-delete': { type: 'string', multiple: true },
    'dry-run': { type: 'boolean' },
  });
  const { branch, repository, message } = values;
  const staged = values.staged === true;
  if (staged && (branch !== undefined || repository !== undefined))
    throw usage('commit: --staged is for the checkout itself, not for another branch or repository');
  if (message?.trim() === '') throw usage('commit: the message is empty');
  if (branch?.startsWith('-')) throw usage(`commit: ${branch} is no name for a branch`);
  const allowDelete = several(values['allow-delete']);
  for (const each of allowDelete)
    if (each !== '*' && !/^[^/]+\/./.test(each))
      throw usage(`commit: --allow-delete is KIND/NAME, like PersistentVolumeClaim/data, not ${each}`);
  const clock = new Stopwatch((name) => progress(io, name));
  return commit(
    {
      ...synthRequest('commit', values, rest, io, clock),
      ...serversOf('commit', values, today(io)),
      message,
      staged,
      branch,
      repository,
      push: values.push === true || repository !== undefined,
      allowDelete,
      dryRun: values['dry-run'] === true,
      environment: io.env ?? {},
    },
    io,
    clock,
  );
}
