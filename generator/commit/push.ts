import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { type Git, GitError } from './git.ts';

/** Where a branch is pushed to. */
export interface Remote {
  readonly name: string;
  readonly branch: string;
}

/** As git's own config says; `origin`, or the only one there is, where it says nothing. */
export async function remoteOf(git: Git, branch: string): Promise<Remote> {
  const configured =
    (await git.ask(['config', '--get', `branch.${branch}.pushRemote`])) ??
    (await git.ask(['config', '--get', 'remote.pushDefault'])) ??
    (await git.ask(['config', '--get', `branch.${branch}.remote`]));
  const names = (await git.run(['remote'])).split('\n').filter((name) => name !== '');
  const name = configured ?? (names.includes('origin') || names.length !== 1 ? 'origin' : names[0]);
  if (name === undefined || !names.includes(name))
    throw new Problem([
      finding('cli/git-failed', `there is no remote to push ${branch} to`, {
        fix: 'git remote add origin URL',
      }),
    ]);
  const merge = await git.ask(['config', '--get', `branch.${branch}.merge`]);
  return { name, branch: merge?.replace(/^refs\/heads\//, '') ?? branch };
}

/** Never forced. Answers whether the remote took it; it has moved where it did not. */
export async function push(git: Git, commit: string, { name, branch }: Remote): Promise<'pushed' | 'moved'> {
  try {
    await git.run(['push', '--porcelain', '--no-progress', name, `${commit}:refs/heads/${branch}`]);
    return 'pushed';
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (
      /\[rejected\]|non-fast-forward|fetch first|\[remote rejected\].*(reference already exists|failed to update ref|cannot lock ref)/.test(
        error.message,
      )
    )
      return 'moved';
    throw new Problem([
      finding('cli/push-refused', `the remote ${name} does not take ${branch}: ${error.message}`, {
        fix: 'what was committed is still here; git push says the same',
      }),
    ]);
  }
}

export function hasMoved({ name, branch }: Remote): Problem {
  return new Problem([
    finding('cli/push-refused', `somebody else has pushed to ${branch} of ${name} meanwhile`, {
      fix: 'git pull --rebase, and run again: the output is rendered anew then',
    }),
  ]);
}

/** What a remote has of a branch, as it is now; undefined where it has none, or cannot be asked. */
export async function fetched(git: Git, { name, branch }: Remote): Promise<string | undefined> {
  const ref = `refs/remotes/${name}/${branch}`;
  await git.ask(['fetch', '--quiet', '--no-tags', name, `+refs/heads/${branch}:${ref}`]);
  return git.ask(['rev-parse', '-q', '--verify', `${ref}^{commit}`]);
}
