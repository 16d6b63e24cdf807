import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { type Environment, type Git, gitIn } from './git.ts';

/** A repository with a checkout, as it is found. */
export interface Repository {
  readonly git: Git;
  /** The top of the checkout. */
  readonly root: string;
  /** The commit that is checked out; undefined: there is none yet. */
  readonly head: string | undefined;
  /** Undefined: no branch is checked out. */
  readonly branch: string | undefined;
}

/** The repository around a folder, which need not be there yet. */
export async function openRepository(folder: string, environment: Environment): Promise<Repository> {
  const git = gitIn(existing(folder), environment);
  const version = await git.ask(['--version']);
  if (version === undefined)
    throw new Problem([
      finding('cli/git-failed', 'there is no program git', {
        fix: 'install git, and see that it is in PATH',
      }),
    ]);
  const root = await git.ask(['rev-parse', '--show-toplevel']);
  if (root === undefined || root === '') {
    const why = await git.run(['rev-parse', '--show-toplevel']).catch((error: Error) => error.message);
    const unsafe = /dubious ownership/.test(String(why));
    throw new Problem([
      finding('cli/no-repository', 'the output is in no git repository with a checkout', {
        fix: unsafe
          ? `git does not trust the owner of it: git config --global --add safe.directory ${folder}`
          : 'run git init, or run it where the repository is',
      }),
    ]);
  }
  return {
    git: gitIn(root, environment),
    root,
    head: await git.ask(['rev-parse', '-q', '--verify', 'HEAD^{commit}']),
    branch: (await git.ask(['symbolic-ref', '-q', '--short', 'HEAD'])) || undefined,
  };
}

/** The folder, or the nearest around it that is there. */
export function existing(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder));
}

/** What would make a commit something else than it says: who commits is unknown, or something is half done. */
export async function checkReady({ git }: Repository): Promise<void> {
  if (
    (await git.ask(['var', 'GIT_COMMITTER_IDENT'])) === undefined ||
    (await git.ask(['var', 'GIT_AUTHOR_IDENT'])) === undefined
  )
    throw new Problem([
      finding('cli/git-failed', 'git does not know who commits', {
        fix: 'git config user.name and user.email, or set GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL and the same of the committer',
      }),
    ]);
  for (const [path, what] of unfinished) {
    const file = await git.ask(['rev-parse', '--path-format=absolute', '--git-path', path]);
    if (file !== undefined && existsSync(file))
      throw new Problem([
        finding('cli/commit-refused', `${what} is going on in the repository`, {
          fix: 'finish it, or abort it, and run again',
        }),
      ]);
  }
}

const unfinished = [
  ['MERGE_HEAD', 'a merge'],
  ['rebase-merge', 'a rebase'],
  ['rebase-apply', 'a rebase'],
  ['CHERRY_PICK_HEAD', 'a cherry-pick'],
  ['REVERT_HEAD', 'a revert'],
] as const;
