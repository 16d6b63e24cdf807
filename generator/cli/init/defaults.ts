import { type Environment, gitIn } from '../../commit/git.ts';
import { existing } from '../../commit/repository.ts';

export interface Defaults {
  readonly engine: string;
  readonly cluster: string;
  readonly repository: string;
  readonly branch: string;
  readonly kubernetes: string;
  readonly ci: string;
}

/** What a folder's repository says already. */
export async function defaultsIn(folder: string, environment: Environment): Promise<Defaults> {
  const git = gitIn(existing(folder), environment);
  const origin = await git.ask(['config', '--get', 'remote.origin.url']);
  const branch = await git.ask(['symbolic-ref', '-q', '--short', 'HEAD']);
  return {
    engine: 'flux',
    cluster: 'production',
    repository: origin === undefined ? 'https://git.example.com/fleet' : readable(origin),
    branch: branch || 'main',
    kubernetes: '1.36',
    ci: origin?.includes('gitlab') === true ? 'gitlab' : 'github',
  };
}

/** Flux wants `ssh://git@host/path` where git takes `git@host:path`; nobody wants a password in a stack. */
function readable(origin: string): string {
  const short = /^([\w.-]+@[\w.-]+):(?!\/\/)(.+)$/.exec(origin);
  if (short !== null) return `ssh://${short[1]}/${short[2]}`;
  return origin.replace(/^(https?:\/\/)[^/@]+@/, '$1');
}
