import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { patience } from './patience.ts';
import { bin } from './synth-project.ts';

/** Whoever runs the tests is nobody to git: only what a test says counts. */
export const identity: Readonly<Record<string, string>> = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

const as = (folder: string) =>
  ({ ...patience, cwd: folder, encoding: 'utf8', env: { ...process.env, ...identity } }) as const;

export function git(folder: string, ...args: readonly string[]): string {
  const options = as(folder);
  return execFileSync('git', [...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] }).trimEnd();
}

/** What git ends with, and what it and its hooks say. */
export function tryGit(
  folder: string,
  ...args: readonly string[]
): { readonly code: number | null; readonly said: string } {
  const options = as(folder);
  const { status, stdout, stderr } = spawnSync('git', [...args], options);
  return { code: status, said: stdout + stderr };
}

/** The program where npm would put it. */
export function installProgram(folder: string): void {
  const file = join(folder, 'node_modules', '.bin', 'plimsoll');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\nexec ${process.execPath} ${bin} "$@"\n`);
  chmodSync(file, 0o755);
}
