import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { patience } from './patience.ts';
import { root } from './shared.ts';
import { type UserProject, userProject } from './user-project.ts';

export const bin: string = join(root, 'dist', 'generator', 'run', 'bin.js');

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Before the program: `--import` and the like. */
  readonly node?: readonly string[];
  readonly cwd?: string;
  readonly uid?: number;
}

export interface SynthProject extends UserProject {
  /** The real program, in a process of its own. */
  readonly plimsoll: (argv: readonly string[], options?: RunOptions) => Ran;
  readonly started: (argv: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** Every file below a folder, with its text. */
  readonly tree: (folder?: string) => ReadonlyMap<string, string>;
}

/** A user's project with stacks, for the real command line. */
export function synthProject(files: Readonly<Record<string, string>> = {}): SynthProject {
  const project = userProject();
  project.write(Object.entries(files));
  const options = ({ env = {}, cwd = project.folder, uid }: RunOptions): object => ({
    ...patience,
    cwd,
    ...(uid === undefined ? {} : { uid }),
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '', ...env },
  });
  return {
    ...project,
    plimsoll: (argv, run = {}) => {
      const { status, signal, stdout, stderr } = spawnSync(
        process.execPath,
        [...(run.node ?? []), bin, ...argv],
        options(run),
      );
      return { code: status, signal, out: String(stdout), err: String(stderr) };
    },
    started: (argv, run = {}) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [...(run.node ?? []), bin, ...argv], options(run));
        const texts = { out: '', err: '' };
        child.stdout?.on('data', (text) => {
          texts.out += text;
        });
        child.stderr?.on('data', (text) => {
          texts.err += text;
        });
        child.on('close', (code, signal) => resolve({ code, signal, ...texts }));
      }),
    tree: (folder = 'out') => treeOf(join(project.folder, folder)),
  };
}

export function treeOf(folder: string): ReadonlyMap<string, string> {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return new Map();
  }
  return new Map(entries.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

function list(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return list(path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

/** A stack of one cluster: ConfigMaps by name, each with a text. */
export function configMaps(maps: Readonly<Record<string, string>>, clusterName = 'prod', more = ''): string {
  const objects = Object.entries(maps).map(
    ([name, text]) =>
      `ConfigMap({ metadata: { name: '${name}' }, data: { text: ${JSON.stringify(text)} } }),`,
  );
  return `import { cluster, flux, gitRepository, resources } from 'plimsoll';
import { ConfigMap } from 'plimsoll/kubernetes/core/v1';

const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
export default cluster('${clusterName}', { kubernetes: '1.34', gitops: flux({ source })${more} })
  .node('apps', (apps) => apps
    .bundle('web', (web) => web.application('web', resources([
      ${objects.join('\n      ')}
    ]))))
  .build();
`;
}
