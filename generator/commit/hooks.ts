import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import type { Environment } from './git.ts';
import { openRepository } from './repository.ts';

/** Who runs hooks in a repository, and the lines by which it runs ours. */
export interface Manager {
  readonly name: string;
  /** Where the lines go. */
  readonly file: string;
  readonly lines: string;
}

const call = 'npx --no-install plimsoll check --staged';

export const managers: readonly Manager[] = [
  { name: 'husky', file: '.husky/pre-commit', lines: `${call}\n` },
  {
    name: 'lefthook',
    file: 'lefthook.yml',
    lines: `pre-commit:\n  commands:\n    plimsoll:\n      run: ${call}\n`,
  },
  {
    name: 'pre-commit',
    file: '.pre-commit-config.yaml',
    lines: `repos:
  - repo: local
    hooks:
      - id: plimsoll-check
        name: plimsoll check
        entry: ${call}
        language: system
        pass_filenames: false
        always_run: true
`,
  },
];

/** By this our own hook is known. */
const mark = '# plimsoll: check what is staged';

/** Finds the program where packages are installed, in the project or above it, without starting npm; passes where the project is not there. */
function script(within: string): string {
  return `#!/bin/sh
${mark}. Made by \`plimsoll hooks install\`, taken away by \`plimsoll hooks uninstall\`.
[ -n "$PLIMSOLL_CHECKED" ] && exit 0
cd ${quoted(within === '' ? '.' : within)} 2>/dev/null || exit 0
folder=$(pwd)
while [ ! -e "$folder/node_modules/.bin/plimsoll" ]; do
  if [ "$folder" = "\${folder%/*}" ] || [ -z "$folder" ]; then
    echo 'plimsoll is not installed here: the commit is not checked (npm install)' >&2
    exit 0
  fi
  folder=\${folder%/*}
done
exec "$folder/node_modules/.bin/plimsoll" check --staged
`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export interface Hook {
  readonly file: string;
  readonly state: 'installed' | 'there already' | 'uninstalled' | 'not there';
}

/** The pre-commit hook of a project's repository. One that somebody else wrote is left alone, and said. */
export async function installHook(project: string, environment: Environment): Promise<Hook> {
  const { file, root } = await hookFile(project, environment);
  const text = script(relative(root, project).split(sep).join('/'));
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (before === text) return { file, state: 'there already' };
  if (before !== undefined && !before.includes(mark))
    throw new Problem([
      finding('cli/hook-in-the-way', `${relative(root, file)} is there already, and not ours`, {
        fix: `add the line to it: ${call}`,
      }),
    ]);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return { file, state: 'installed' };
}

export async function uninstallHook(project: string, environment: Environment): Promise<Hook> {
  const { file } = await hookFile(project, environment);
  if (!existsSync(file) || !readFileSync(file, 'utf8').includes(mark)) return { file, state: 'not there' };
  rmSync(file);
  return { file, state: 'uninstalled' };
}

async function hookFile(
  project: string,
  environment: Environment,
): Promise<{ readonly file: string; readonly root: string }> {
  const { git, root } = await openRepository(project, environment);
  const path = (await git.run(['rev-parse', '--git-path', 'hooks/pre-commit'])).trim();
  const manager = await managerOf(root, path);
  if (manager === undefined) return { file: resolve(root, path), root };
  throw new Problem([
    finding('cli/hook-in-the-way', `${manager.name} runs the hooks of this repository`, {
      fix: `add to ${manager.file}:\n${manager.lines.replace(/^/gm, '    ').trimEnd()}`,
    }),
  ]);
}

async function managerOf(root: string, hook: string): Promise<Manager | undefined> {
  const there = (...names: readonly string[]): boolean => names.some((name) => existsSync(join(root, name)));
  const found = hook.includes('.husky/')
    ? 'husky'
    : there('lefthook.yml', 'lefthook.yaml', '.lefthook.yml', '.lefthook.yaml')
      ? 'lefthook'
      : there('.pre-commit-config.yaml')
        ? 'pre-commit'
        : undefined;
  return managers.find(({ name }) => name === found);
}
