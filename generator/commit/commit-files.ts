import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { listed, pathspec, statusBelow, within } from './below.ts';
import { GitError } from './git.ts';
import type { Repository } from './repository.ts';
import { temporary } from './temporary.ts';

/** Which files may go into a commit: below a folder, and owned. */
export interface Scope {
  /** Absolute. */
  readonly output: string;
  /** Whether a path below the output is written by this tool. */
  readonly owned: (path: string) => boolean;
}

/** Owned files that are not as HEAD has them: paths from the top of the repository. */
export async function changedFiles(
  { git, root }: Repository,
  { output, owned }: Scope,
): Promise<readonly string[]> {
  const folder = within(root, output);
  const below = folder === '' ? '' : `${folder}/`;
  const isOwned = (path: string): boolean => path.startsWith(below) && owned(path.slice(below.length));
  const spec = pathspec(folder);
  const ignored = await git.run(['ls-files', '-z', '--others', '--ignored', '--exclude-standard', ...spec]);
  const hidden = listed(ignored).filter(isOwned);
  if (hidden.length > 0)
    throw new Problem([
      finding('cli/commit-refused', `git ignores ${some(hidden)}: the commit would be without`, {
        fix: 'take the line out of .gitignore; git check-ignore -v says which one it is',
      }),
    ]);
  return (await statusBelow(git, folder, '--untracked-files=all')).filter(isOwned);
}

/** Names of a few, and how many more. */
export function some(names: readonly string[], most = 5): string {
  const left = names.length - most;
  return left > 0 ? `${names.slice(0, most).join(', ')} and ${left} more` : names.join(', ');
}

export interface CommitOptions {
  readonly message: string;
  /** What is staged already goes into the same commit; without, it stays staged. */
  readonly staged: boolean;
}

/**
 * Commits these files and nothing else, with git's own author, signature and hooks. It is put together in an index of its own: where a
 * hook refuses it, nothing has happened. Answers the commit; undefined where it would hold nothing.
 */
export async function commitFiles(
  { git, head }: Repository,
  paths: readonly string[],
  { message, staged }: CommitOptions,
): Promise<string | undefined> {
  const { folder, remove } = temporary();
  try {
    const index = join(folder, 'index');
    const env = { GIT_INDEX_FILE: index, PLIMSOLL_CHECKED: '1' };
    const own = await git.run(['rev-parse', '--path-format=absolute', '--git-path', 'index']);
    if (staged && existsSync(own.trim())) copyFileSync(own.trim(), index);
    else if (head !== undefined) await git.run(['read-tree', head], { env });
    const input = paths.map((path) => `${path}\0`).join('');
    const update = ['update-index', '--add', '--remove', '-z', '--stdin'];
    if (paths.length > 0) await git.run(update, { env, input });
    const tree = (await git.run(['write-tree'], { env })).trim();
    if (head !== undefined && tree === (await git.ask(['rev-parse', `${head}^{tree}`]))) return undefined;
    const file = join(folder, 'message');
    writeFileSync(file, message);
    await git.run(['commit', '-q', '-F', file], { env });
    // The checkout's own index learns what is no longer different.
    if (paths.length > 0) await git.run(update, { input });
    return (await git.run(['rev-parse', 'HEAD'])).trim();
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new Problem([
      finding('cli/commit-refused', `git does not commit: ${error.message}`, {
        fix: 'a hook, or how commits are signed: what it says is above; the output is written, nothing is committed',
      }),
    ]);
  } finally {
    remove();
  }
}
