import { byText } from '../core/compare.ts';
import { isBelow, joinPath } from '../core/path.ts';

/** Where the tool keeps what it knows of an output: one index a cluster, so that two changes seldom meet in one file. */
const own = '.plimsoll';
export const indexFolder: string = joinPath(own, 'owned');
/** What runs that render a part of a cluster leave, until all parts are there. */
export const partsFolder: string = joinPath(own, 'parts');
/** What a run leaves only when it is killed: never committed. */
export const transient: string = joinPath(own, 'tmp');
export const ignorePath: string = joinPath(own, '.gitignore');
export const ignoreText = '/tmp/\n';

export interface Owned {
  readonly sha256: string;
  /** The application, as bundle/application, or the cluster for what the engine reads. */
  readonly owner: string;
}

/** Which files of an output belong to a cluster. */
export interface Index {
  readonly cluster: string;
  readonly environment: string;
  readonly files: ReadonlyMap<string, Owned>;
  /** Git left two versions of it: what it says of a file may be either's. */
  readonly conflicted: boolean;
}

export function indexPath(cluster: string): string {
  return joinPath(indexFolder, cluster);
}

export function partPath(
  cluster: string,
  { index, of }: { readonly index: number; readonly of: number },
): string {
  return joinPath(partsFolder, cluster, `${index}-of-${of}`);
}

export function printIndex({ cluster, environment, files }: Omit<Index, 'conflicted'>): string {
  const lines = [...files]
    .sort(([a], [b]) => byText(a, b))
    .map(([path, { sha256, owner }]) => `${path}\t${sha256}\t${owner}\n`);
  return `# Files that plimsoll owns: path, sha256, owner.\n# cluster ${cluster}, environment ${environment}\n${lines.join('')}`;
}

/** `path`, `sha256`, `owner`, with tabs between; undefined where a line is none. */
function entryIn(line: string): readonly [path: string, owned: Owned] | undefined {
  const first = line.indexOf('\t');
  const second = line.indexOf('\t', first + 1);
  if (first < 1 || second !== first + 65 || line.includes('\t', second + 1)) return undefined;
  const sha256 = line.slice(first + 1, second);
  return digest.test(sha256) ? [line.slice(0, first), { sha256, owner: line.slice(second + 1) }] : undefined;
}

const digest = /^[0-9a-f]{64}$/;

/** Reads an index. After a git conflict it holds both sides: a file is then owned with whatever either says. */
export function parseIndex(cluster: string, text: string): Index {
  return { cluster, ...headOf(text), files: filesIn(text) };
}

/** What an index says of itself. */
export function headOf(text: string): Pick<Index, 'environment' | 'conflicted'> {
  let environment = 'default';
  for (const [, name] of text.matchAll(/^# cluster \S+, environment (\S+)$/gm)) environment = name as string;
  const marks = [...text.matchAll(/^(?:<{7}|={7}|>{7}|\|{7}).*$/gm)];
  return { environment, conflicted: marks.some(([line]) => entryIn(line) === undefined) };
}

export function filesIn(text: string): Index['files'] {
  const files = new Map<string, Owned>();
  for (const line of text.split(/\r?\n/)) {
    const [path, owned] = entryIn(line) ?? [];
    // A line that leads out is none of ours, whoever wrote it.
    if (path !== undefined && owned !== undefined && isBelow(path) && !path.startsWith(`${own}/`))
      files.set(path, owned);
  }
  return files;
}
