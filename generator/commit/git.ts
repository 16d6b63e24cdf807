import { type SimpleGit, simpleGit } from 'simple-git';

/** Git in one folder: an argument list in, what it prints out. No shell is between, and no prompt is waited for. */
export interface Git {
  readonly folder: string;
  /** Throws a `GitError` where git does. */
  readonly run: (argv: readonly string[], more?: RunOptions) => Promise<string>;
  /** Undefined where git says no. */
  readonly ask: (argv: readonly string[]) => Promise<string | undefined>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** What git said when it would not. */
export class GitError extends Error {}

export function gitIn(folder: string, environment: Environment): Git {
  const run = async (argv: readonly string[], { env = {}, input }: RunOptions = {}): Promise<string> => {
    try {
      return await open(folder, { ...ownEnvironment(environment), ...env }, input).raw([...argv]);
    } catch (error) {
      throw new GitError((error as Error).message.trim(), { cause: error });
    }
  };
  return {
    folder,
    run,
    ask: async (argv) => {
      try {
        return (await run(argv)).trimEnd();
      } catch (error) {
        if (error instanceof GitError) return undefined;
        throw error;
      }
    },
  };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a hook is told of the repository that runs it, which may be another; editors and pagers, because nobody is there to read. */
const dropped = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_EDITOR',
  'GIT_SEQUENCE_EDITOR',
  'GIT_PAGER',
  'GIT_EXTERNAL_DIFF',
  'EDITOR',
  'VISUAL',
  'PAGER',
  'PREFIX',
]);

function ownEnvironment(environment: Environment): Record<string, string> {
  const own = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !dropped.has(entry[0]),
  );
  return { ...Object.fromEntries(own), GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}

/** How keys are found, which config holds and which proxy is used is the user's to say, by variables as well as by git's config. */
function open(folder: string, env: Record<string, string>, input: string | undefined): SimpleGit {
  return simpleGit({
    baseDir: folder,
    allowEnvironment: Object.keys(env),
    unsafe: {
      allowUnsafeAskPass: true,
      allowUnsafeConfigEnvCount: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeExec: true,
      allowUnsafeGitProxy: true,
      allowUnsafeSshCommand: true,
      allowUnsafeTemplateDir: true,
    },
    // Without this a program that ends with nothing but its exit code would pass as one that agreed.
    errors: (error, { exitCode, stdOut, stdErr }) => {
      if (error === undefined && exitCode === 0) return undefined;
      const said = Buffer.concat([...stdErr, ...stdOut])
        .toString('utf8')
        .trim();
      const why = error instanceof Error ? error.message : `git ends with ${exitCode}`;
      return Buffer.from(said === '' ? why : said);
    },
    ...(input === undefined ? {} : { input: () => input }),
  }).env(env);
}
