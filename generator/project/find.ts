import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { finding } from '../core/codes.ts';
import { byText } from '../core/compare.ts';
import { isRecord } from '../core/json.ts';
import { Problem } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';

/** What a config may be called, the first that is there is it. */
export const configNames: readonly string[] = [
  'plimsoll.config.ts',
  'plimsoll.config.js',
  'plimsoll.config.mjs',
];

export interface Home {
  /** The folder that every path of the project is relative to. */
  readonly root: string;
  readonly config: string | undefined;
}

/**
 * The nearest folder upwards that has a config; where there is none, the one whose package.json asks for this package, else the folder
 * itself.
 */
export function findHome(folder: string): Home {
  for (const each of upwards(folder)) {
    const config = configNames.map((name) => join(each, name)).find((path) => existsSync(path));
    if (config !== undefined) return { root: each, config };
  }
  const root = upwards(folder).find((each) => asksForUs(join(each, 'package.json')));
  return { root: root ?? folder, config: undefined };
}

function upwards(folder: string): readonly string[] {
  return dirname(folder) === folder ? [folder] : [folder, ...upwards(dirname(folder))];
}

function asksForUs(file: string): boolean {
  try {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(file, 'utf8'));
    return [dependencies, devDependencies].some((each) => isRecord(each) && Object.hasOwn(each, 'plimsoll'));
  } catch {
    return false;
  }
}

/** The stack files of a project, or those that are named: by path, or by what is before `.stack.ts`. */
export async function findStacks(
  root: string,
  patterns: readonly string[],
  named: readonly string[],
): Promise<readonly string[]> {
  // Only a run that looks for stacks needs it.
  const { glob } = await import('tinyglobby');
  const found = await glob(patterns as string[], {
    cwd: root,
    dot: false,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  const all = found.map((path) => path.replaceAll('\\', '/')).sort(byText);
  if (all.length === 0)
    throw new Problem([
      finding('cli/no-stacks', `no file matches ${patterns.join(', ')} in ${root}`, {
        fix: 'write one, or set stacks in plimsoll.config.ts',
      }),
    ]);
  if (named.length === 0) return all;
  const chosen = named.map((name) => {
    const plain = name.replace(/^\.\//, '');
    const matching = all.filter((path) => path === plain || shortName(path) === plain);
    if (matching.length > 0) return { matching, finding: undefined };
    const hint = didYouMean(plain, [...all, ...all.map(shortName)]);
    const fix = hint ?? `there are ${all.map(shortName).slice(0, 20).join(', ')}`;
    return { matching, finding: finding('cli/no-such-stack', `there is no stack ${name}`, { fix }) };
  });
  const wrong = chosen.flatMap((each) => (each.finding === undefined ? [] : [each.finding]));
  if (wrong.length > 0) throw new Problem(wrong);
  return [...new Set(chosen.flatMap(({ matching }) => matching))].sort(byText);
}

/** `stacks/shop.stack.ts` → `shop`. */
export function shortName(path: string): string {
  return basename(path).replace(/(\.stack)?\.[cm]?[jt]s$/, '');
}
