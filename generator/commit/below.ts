import { relative, sep } from 'node:path';
import type { Git } from './git.ts';

/** A folder from the top of a repository, as git writes paths; empty: the top itself. */
export function within(root: string, folder: string): string {
  return relative(root, folder).split(sep).join('/');
}

/** What git is told of a folder: that it is one, and no pattern. */
export function pathspec(folder: string): readonly string[] {
  return ['--', folder === '' ? '.' : `:(top,literal)${folder}`];
}

/** The paths that git lists with `-z`. */
export function listed(text: string): readonly string[] {
  return text.split('\0').filter((path) => path !== '');
}

/** Paths below a folder that are not as HEAD has them. */
export async function statusBelow(
  git: Git,
  folder: string,
  ...more: readonly string[]
): Promise<readonly string[]> {
  const status = ['status', '--porcelain=v1', '-z', '--no-renames', ...more, ...pathspec(folder)];
  return listed(await git.run(status)).map((line) => line.slice(3));
}
