import { existsSync, lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { listed, pathspec, within } from './below.ts';
import { type Environment, gitIn } from './git.ts';

/** What is staged, as a folder to look at. */
export interface Staged {
  /** Nothing of the project is staged. */
  readonly nothing: boolean;
  /** Where the project is as it is staged; the project itself where nothing else is changed. */
  readonly folder: string;
  readonly leave: () => void;
}

/** Always the same place: what is kept by path is found again. Git lets one commit happen at a time. */
const place = 'plimsoll-staged';

/** Files that a render may be made of, or that it is. */
const telling = /\.(ts|mts|js|mjs|cjs|json|ya?ml|env|toml|txt|tpl|pem|crt)$|\/\.plimsoll\//;

/**
 * The project as the next commit would have it. What is changed and not staged does not count: where there is something of that kind, the
 * index is written out beside the repository, with the installed packages.
 */
export async function stagedProject(root: string, environment: Environment): Promise<Staged> {
  const git = gitIn(root, environment);
  const top = (await git.run(['rev-parse', '--show-toplevel'])).trim();
  // A hook is told which index it is about, from the top of the checkout.
  const { GIT_INDEX_FILE: index } = environment;
  const env: Record<string, string> = index === undefined ? {} : { GIT_INDEX_FILE: resolve(top, index) };
  const run = (argv: readonly string[], input?: string): Promise<string> =>
    git.run(argv, { env, ...(input === undefined ? {} : { input }) });
  const project = within(top, root);
  const spec = pathspec(project);
  const here: Staged = { nothing: false, folder: root, leave: () => undefined };
  const head = (await git.ask(['rev-parse', '-q', '--verify', 'HEAD'])) !== undefined;
  const [staged, changed, others] = await Promise.all([
    run(
      head ? ['diff', '--cached', '--name-only', '-z', '--no-renames', ...spec] : ['ls-files', '-z', ...spec],
    ),
    run(['diff', '--name-only', '-z', '--no-renames', ...spec]),
    run(['ls-files', '--others', '--exclude-standard', '-z', ...spec]),
  ]);
  if (staged === '') return { ...here, nothing: true };
  const unstaged = listed(`${changed}${others}`);
  if (!unstaged.some((path) => telling.test(`/${path}`))) return here;
  const folder = join((await run(['rev-parse', '--absolute-git-dir'])).trim(), place);
  const leave = (): void => rmSync(folder, { recursive: true, force: true });
  leave();
  mkdirSync(folder, { recursive: true });
  // A checkout of the same repository: what is committed is found from there too.
  writeFileSync(join(folder, '.git'), `gitdir: ${dirname(folder)}\n`);
  const input = await run(['ls-files', '-z', '--full-name', ...spec, ...above(project)]);
  const atTop = gitIn(top, environment);
  await atTop.run(['checkout-index', '-q', '-f', `--prefix=${folder}/`, '-z', '--stdin'], {
    env,
    input,
  });
  for (const each of parents(project)) link(join(top, each), join(folder, each));
  return { nothing: false, folder: join(folder, project), leave };
}

/** Files beside the folders above that a project may lean on. */
function above(within: string): readonly string[] {
  return parents(within)
    .filter((folder) => folder !== within)
    .flatMap((folder) =>
      ['package.json', 'tsconfig*.json', 'pnpm-workspace.yaml'].map(
        (name) => `:(top,glob)${folder === '' ? '' : `${folder}/`}${name}`,
      ),
    );
}

/** `a/b` → `a/b`, `a`, and the top. */
function parents(within: string): readonly string[] {
  if (within === '') return [''];
  const slash = within.lastIndexOf('/');
  return [within, ...parents(slash < 0 ? '' : within.slice(0, slash))];
}

function link(from: string, to: string): void {
  const [packages, target] = [join(from, 'node_modules'), join(to, 'node_modules')];
  if (!existsSync(packages) || lstatSync(target, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(to, { recursive: true });
  symlinkSync(packages, target, 'junction');
}
