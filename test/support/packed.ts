import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identity } from './git.ts';
import { patience } from './patience.ts';
import { root } from './shared.ts';

export const quiet: readonly string[] = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];

export function npm(cwd: string, ...argv: readonly string[]): string {
  return execFileSync('npm', [...argv], {
    ...patience,
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: clean(),
  });
}

/** Without what npm says to its own scripts: those of a user's project are run by nobody. */
function clean(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return { ...Object.fromEntries(own), ...identity, NO_COLOR: '1', NODE_OPTIONS: '', ...env };
}

/** The package as it would be published; answers its file. */
export function pack(folder: string): string {
  const [answer] = JSON.parse(
    npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder),
  ) as [{ filename: string }];
  return join(folder, answer.filename);
}

/** An empty folder in which somebody has typed `npm i -D plimsoll`. */
export function installed(folder: string, tarball: string): string {
  mkdirSync(folder, { recursive: true });
  // What comes with the test runner is what this project is tested with: the newest of it may not be everywhere yet.
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/vite/package.json'), 'utf8'));
  const user = { name: 'user', version: '1.0.0', overrides: { vite: version } };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(user, null, 2)}\n`);
  npm(folder, 'install', '-D', ...quiet, tarball);
  return folder;
}

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What somebody types at a prompt. */
export function sh(cwd: string, line: string, env: Readonly<Record<string, string>> = {}): Said {
  const { status, stdout, stderr } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', line], {
    ...patience,
    cwd,
    encoding: 'utf8',
    env: clean(env),
  });
  return { code: status, out: stdout, err: stderr };
}
