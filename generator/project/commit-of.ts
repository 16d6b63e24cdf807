import { relative } from 'node:path';
import { answerOf, repositoryOf } from './committed.ts';

/** The commit that is checked out around a folder. */
export interface Commit {
  readonly id: string;
  /** Undefined: none is checked out. */
  readonly branch: string | undefined;
  /** When it was made, as ISO 8601. */
  readonly date: string;
  /** Where it is pushed to, without credentials. */
  readonly source: string | undefined;
  /** Whether the folder is as it is committed. */
  readonly clean: boolean;
}

/** Undefined where there is no repository, or nothing committed. */
export async function commitOf(folder: string): Promise<Commit | undefined> {
  const root = repositoryOf(folder);
  if (root === undefined) return undefined;
  const [id, date] = (await answerOf(root, ['log', '-1', '--format=%H%n%cI']))?.trim().split('\n') ?? [];
  if (id === undefined || date === undefined) return undefined;
  const branch = (await answerOf(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']))?.trim();
  const remote = (await answerOf(root, ['config', '--get', 'remote.origin.url']))?.trim();
  const changes = await answerOf(root, ['status', '--porcelain', '--', relative(root, folder) || '.']);
  return {
    id,
    date,
    branch: branch === '' ? undefined : branch,
    source: remote === undefined ? undefined : withoutCredentials(remote),
    clean: changes === '',
  };
}

function withoutCredentials(address: string): string {
  return address.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1');
}
