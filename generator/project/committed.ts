import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Contents by path; of what is not there nothing is said. */
export type Contents = ReadonlyMap<string, string>;

/**
 * Files of a folder as a revision has them: `git cat-file`, which changes nothing. Undefined where the folder is in no repository, or
 * the revision is not there.
 */
export async function committedFiles(
  folder: string,
  revision: string,
  paths: readonly string[],
): Promise<Contents | undefined> {
  const root = repositoryOf(folder);
  if (root === undefined) return undefined;
  const within = relative(root, folder).split(sep).join('/');
  // A line is a name: git reads no name with a line break in it.
  const asked = paths.filter((path) => !path.includes('\n'));
  const names = asked.map((path) => `${revision}:${within === '' ? path : `${within}/${path}`}`);
  const [commit, ...found] = await objects(root, [`${revision}^{commit}`, ...names]);
  if (commit === undefined) return undefined;
  return new Map(
    asked.flatMap((path, index) => {
      const content = found[index];
      return content === undefined ? [] : [[path, content.toString('utf8')] as const];
    }),
  );
}

/** The names of what a revision has in a folder below another one; undefined where there is no repository, or no such revision. */
export async function committedNames(
  folder: string,
  revision: string,
  below: string,
): Promise<readonly string[] | undefined> {
  const root = repositoryOf(folder);
  if (root === undefined) return undefined;
  const within = relative(root, join(folder, below)).split(sep).join('/');
  const listed = await answerOf(root, ['ls-tree', '-z', '--name-only', revision, '--', `${within}/`]);
  return listed
    ?.split('\0')
    .filter((path) => path !== '')
    .map((path) => path.slice(path.lastIndexOf('/') + 1));
}

/** Ids of the files of a revision in a folder below another one, by name; undefined where there is no repository, or no such revision. */
export async function committedIds(
  folder: string,
  revision: string,
  below: string,
): Promise<ReadonlyMap<string, string> | undefined> {
  const root = repositoryOf(folder);
  if (root === undefined) return undefined;
  const within = relative(root, join(folder, below)).split(sep).join('/');
  // A tree is no revision: contents are not read of one either.
  const listed = await answerOf(root, ['ls-tree', '-z', `${revision}^{commit}`, '--', `${within}/`]);
  if (listed === undefined) return undefined;
  const lines = listed.split('\0').filter((line) => line !== '');
  return new Map(
    lines.map((line) => [line.slice(line.lastIndexOf('/') + 1), line.split(/[ \t]/, 3)[2] ?? ''] as const),
  );
}

/** The id that git gives a content, in a repository whose ids are as long as this one. */
export function idOf(content: string, like: string): string {
  const bytes = Buffer.from(content);
  return createHash(like.length === 40 ? 'sha1' : 'sha256')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}

/** Whether a folder is in a repository that does not ignore it: what is not committed yet is going to be. */
export function isToBeCommitted(folder: string): Promise<boolean> {
  const root = repositoryOf(folder);
  if (root === undefined) return Promise.resolve(false);
  const path = relative(root, folder) || '.';
  return new Promise((resolve) => {
    const git = spawn('git', ['check-ignore', '-q', '--', path], {
      cwd: root,
      env: ownRepository(),
      stdio: 'ignore',
    });
    git.on('error', () => resolve(false));
    // 0: it is ignored; 128: git cannot say.
    git.on('close', (code) => resolve(code === 1));
  });
}

/** The folder around it that is a repository: git says the rest. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Contents of objects, in the order in which they are named; undefined of what is not there; none where there is no git to be asked. */
function objects(cwd: string, names: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
  return new Promise((resolve) => {
    const git = spawn('git', ['cat-file', '--batch'], {
      cwd,
      env: ownRepository(),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const parts: Buffer[] = [];
    git.stdout.on('data', (part: Buffer) => parts.push(part));
    git.on('error', () => resolve([]));
    git.on('close', (code) => resolve(code === 0 ? answers(Buffer.concat(parts), names.length) : []));
    // A program that ends early closes the pipe: its exit code says so.
    git.stdin.on('error', () => undefined);
    git.stdin.end(names.map((name) => `${name}\n`).join(''));
  });
}

/** What git prints, where it is content. */
export function answerOf(cwd: string, argv: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const git = spawn('git', argv, { cwd, env: ownRepository(), stdio: ['ignore', 'pipe', 'ignore'] });
    const parts: Buffer[] = [];
    git.stdout.on('data', (part: Buffer) => parts.push(part));
    git.on('error', () => resolve(undefined));
    git.on('close', (code) => resolve(code === 0 ? Buffer.concat(parts).toString('utf8') : undefined));
  });
}

/** A hook is told where the repository is that runs it: this one may be another. */
function ownRepository(): NodeJS.ProcessEnv {
  const {
    GIT_DIR: _,
    GIT_WORK_TREE: __,
    GIT_INDEX_FILE: ___,
    GIT_OBJECT_DIRECTORY: ____,
    ...rest
  } = process.env;
  return rest;
}

/** `<id> <type> <size>`, the content, a line end; or the name and `missing`. */
function answers(output: Buffer, count: number): readonly (Buffer | undefined)[] {
  const found: (Buffer | undefined)[] = [];
  let at = 0;
  while (found.length < count) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [, , size] = / (blob|commit|tree|tag) (\d+)$/.exec(output.toString('utf8', at, end)) ?? [];
    at = end + 1;
    if (size === undefined) found.push(undefined);
    else {
      found.push(output.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
  }
  return found;
}
