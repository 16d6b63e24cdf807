import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const version = 'v3.19.2';

/** The folder of the program helm: built once with go, kept outside the repository; undefined where there is no go. */
export function helmFolder(): string | undefined {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plimsoll', `helm-${version}`);
  if (existsSync(join(folder, 'helm'))) return folder;
  if (spawnSync('go', ['version'], { stdio: 'ignore' }).status !== 0) return undefined;
  execFileSync('go', ['install', '-ldflags', '-s -w', `helm.sh/helm/v3/cmd/helm@${version}`], {
    env: { ...process.env, GOBIN: folder },
    stdio: 'inherit',
  });
  return folder;
}
