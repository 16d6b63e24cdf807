import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Request {
  readonly op: 'strategic' | 'diff' | 'merge' | 'json' | 'substitute' | 'format' | 'definition' | 'rules';
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly original: unknown;
  readonly patch?: unknown;
}

export interface Answer {
  readonly result?: unknown;
  readonly error?: string;
}

const here = fileURLToPath(new URL('.', import.meta.url));

/** The upstreams' own libraries behind a pipe: built once with go, kept outside the repository. */
function program(): string {
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plimsoll');
  const built = join(folder, 'upstream-v0.36.3-envsubst-v1.4.0-rules');
  if (!existsSync(built)) {
    mkdirSync(folder, { recursive: true });
    execFileSync('go', ['build', '-ldflags', '-s -w', '-o', built, '.'], { cwd: here, stdio: 'inherit' });
  }
  return built;
}

export function upstream(requests: readonly Request[]): readonly Answer[] {
  const { stdout, status } = spawnSync(program(), {
    input: requests.map((each) => JSON.stringify(each)).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (status !== 0) throw new Error(`the upstream's program ended with ${status}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}
