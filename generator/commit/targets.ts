import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { type Environment, GitError, gitIn } from './git.ts';
import { fetched, push, type Remote, remoteOf } from './push.ts';
import { openRepository, type Repository } from './repository.ts';
import { temporary } from './temporary.ts';

/** Where a render is committed. */
export interface Target {
  readonly repository: Repository;
  /** The output's folder in it, absolute. */
  readonly output: string;
  /** What to do with a commit that was made: a branch is moved to it. */
  readonly keep: (commit: string) => Promise<void>;
  /** Undefined: no branch, so there is none to push to. */
  readonly remote: () => Promise<Remote | undefined>;
  readonly push: (commit: string, remote: Remote) => Promise<'pushed' | 'moved'>;
  /** Nothing of it is left; what was committed is. */
  readonly leave: () => Promise<void>;
  /** Where the remote has moved: whether it can be done again, on what the remote has now. What we committed is given up for that. */
  readonly again: (remote: Remote) => Promise<boolean>;
}

/** The checkout itself. */
export async function checkout(output: string, staged: boolean, environment: Environment): Promise<Target> {
  const repository = await openRepository(output, environment);
  const { git, branch, head } = repository;
  return {
    repository,
    output,
    keep: async () => undefined,
    remote: async () => (branch === undefined ? undefined : remoteOf(git, branch)),
    push: (commit, remote) => push(git, commit, remote),
    leave: async () => undefined,
    again: async (remote) => {
      // What somebody staged is theirs; and only where nothing but our commit is new can it be made anew.
      const tip = staged ? undefined : await fetched(git, remote);
      if (tip === undefined || head === undefined) return false;
      if ((await git.ask(['merge-base', '--is-ancestor', head, tip])) === undefined) return false;
      return (await git.ask(['reset', '--quiet', '--keep', tip])) !== undefined;
    },
  };
}

/** Another branch, in a checkout of its own that nobody sees: made where it is not there yet. */
export async function otherBranch(
  output: string,
  branch: string,
  pushes: boolean,
  environment: Environment,
): Promise<Target> {
  const main = await openRepository(output, environment);
  const { git, root, head } = main;
  if (main.branch === branch) return checkout(output, false, environment);
  if ((await git.ask(['check-ref-format', '--branch', branch])) === undefined)
    throw refused(`${branch} is no name for a branch`, 'name it as git does');
  if (head === undefined) throw refused('there is no commit yet that a branch could begin at', 'commit once');
  const remote = pushes ? await remoteOf(git, branch) : undefined;
  const local = await git.ask(['rev-parse', '-q', '--verify', `refs/heads/${branch}^{commit}`]);
  const start = await startOf(main, branch, local, remote);
  const { folder, remove } = temporary();
  // What a run that was killed has left of its own.
  await git.ask(['worktree', 'prune']);
  await git.run(['worktree', 'add', '--quiet', '--detach', folder, start]);
  const repository = await openRepository(folder, environment);
  return {
    repository,
    output: join(folder, relative(realpathSync(root), real(output))),
    // Moved only from where it was: what somebody else did meanwhile is not lost.
    keep: async (commit) => {
      await git.run(['update-ref', '-m', 'plimsoll commit', `refs/heads/${branch}`, commit, local ?? '']);
    },
    remote: async () => remote,
    push: (commit, to) => push(git, commit, to),
    leave: async () => {
      await git.ask(['worktree', 'remove', '--force', folder]);
      remove();
      await git.ask(['worktree', 'prune']);
    },
    again: async () => true,
  };
}

/** The branch, what the remote has of it where that is further, or what is checked out. */
async function startOf(
  { git, head }: Repository,
  branch: string,
  local: string | undefined,
  remote: Remote | undefined,
): Promise<string> {
  const theirs =
    remote === undefined
      ? await git.ask(['rev-parse', '-q', '--verify', `refs/remotes/origin/${branch}^{commit}`])
      : await fetched(git, remote);
  if (theirs === undefined) return local ?? (head as string);
  if (local === undefined) return theirs;
  const isBehind = await git.ask(['merge-base', '--is-ancestor', local, theirs]);
  if (isBehind !== undefined) return theirs;
  if (remote === undefined || (await git.ask(['merge-base', '--is-ancestor', theirs, local])) !== undefined)
    return local;
  throw refused(
    `${branch} and what the remote has of it have parted`,
    `bring them together: git switch ${branch} && git pull --rebase`,
  );
}

/** Another repository, cloned for the moment; its output is where the project's is. */
export async function otherRepository(
  within: string,
  address: string,
  branch: string | undefined,
  environment: Environment,
): Promise<Target> {
  if (address.startsWith('-') || /^[a-z]+::/.test(address))
    throw refused(`${address} is no address of a repository`, 'name a folder, or an https or ssh address');
  const { folder, remove } = temporary();
  const git = gitIn(tmpdir(), environment);
  const clone = ['clone', '--quiet', '--no-tags', '--', address, folder];
  try {
    await git.run(clone);
  } catch (error) {
    remove();
    if (!(error instanceof GitError)) throw error;
    throw new Problem([
      finding('cli/git-failed', `the repository cannot be cloned: ${withoutSecrets(error.message)}`, {
        fix: 'see that git clone can reach it',
      }),
    ]);
  }
  const own = gitIn(folder, environment);
  if (branch !== undefined) {
    const there = await own.ask(['rev-parse', '-q', '--verify', `refs/remotes/origin/${branch}`]);
    await own.run(there === undefined ? ['switch', '--quiet', '-c', branch] : ['switch', '--quiet', branch]);
  }
  const repository = await openRepository(folder, environment);
  return {
    repository,
    output: join(folder, within),
    keep: async () => undefined,
    remote: async () =>
      repository.branch === undefined ? undefined : { name: 'origin', branch: repository.branch },
    push: (commit, remote) => push(own, commit, remote),
    leave: async () => remove(),
    again: async () => true,
  };
}

/** An address may carry a password. */
export function withoutSecrets(text: string): string {
  return text.replace(/(\w+:\/\/)[^\s/@]+@/g, '$1***@');
}

/** The output need not be there yet. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function refused(message: string, fix: string): Problem {
  return new Problem([finding('cli/commit-refused', message, { fix })]);
}
