import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { finding } from '../core/codes.ts';
import { byText } from '../core/compare.ts';
import { Problem } from '../core/problem.ts';
import type { GivenFile } from '../validate/files/judge-file.ts';
import type { Look } from '../validate/kustomize/files.ts';
import { readAhead } from './read-ahead.ts';
import { readText } from './read-text.ts';
import { isManifest } from './walk.ts';

/** The files that paths and patterns name, each once; of folders what ends in .yaml, .yml or .json. All that is missing is said at once. */
export function manifestFiles(paths: readonly string[], cwd: string): readonly string[] {
  const found = new Set<string>();
  const missing: string[] = [];
  for (const path of paths) {
    const files = filesOf(path, cwd);
    if (files.length === 0 && !isThere(resolve(cwd, path))) missing.push(path);
    for (const file of files) found.add(file);
  }
  if (missing.length > 0)
    throw new Problem(
      missing.map((path) =>
        finding(
          'cli/no-such-input',
          `${path}: ${isPattern(path) ? 'no file matches' : 'there is no such file'}`,
          {
            source: { file: path },
          },
        ),
      ),
    );
  return [...found];
}

function filesOf(path: string, cwd: string): readonly string[] {
  try {
    return statSync(resolve(cwd, path)).isDirectory() ? below(path, cwd) : [path];
  } catch {
    if (!isPattern(path)) return [];
    const { globSync } = createRequire(import.meta.url)('tinyglobby') as typeof import('tinyglobby');
    const found = globSync(path, {
      cwd,
      ignore: ['**/node_modules/**', '**/.git/**'],
      expandDirectories: false,
    });
    return found.filter((file) => !file.startsWith('..')).sort(byText);
  }
}

function isPattern(path: string): boolean {
  return /[*?[\]{}]/.test(path);
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Packages and git's own folder are nobody's manifests. */
const passedOver: ReadonlySet<string> = new Set(['node_modules', '.git']);

function below(path: string, cwd: string): readonly string[] {
  const entries = readdirSync(resolve(cwd, path), { withFileTypes: true });
  const before = join(path, 'x').slice(0, -1);
  return entries
    .sort((a, b) => byText(a.name, b.name))
    .flatMap((entry) => {
      if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : below(before + entry.name, cwd);
      return entry.isFile() && isManifest(entry.name) ? [before + entry.name] : [];
    });
}

/** Files on disk, to be judged; of many some are read before they are asked for. */
export function givenFiles(files: readonly string[], cwd: string): readonly GivenFile[] {
  const paths = files.map((file) => resolve(cwd, file));
  const text = readAhead(paths, readText);
  return files.map((name, index) => {
    const path = paths[index] as string;
    return { name, path, text: () => text(index), look: lookFrom(dirname(path)) };
  });
}

/** What is not on disk sees the folder that the run began in. */
export function givenText(name: string, text: string, cwd: string): GivenFile {
  return { name, path: undefined, text: () => text, look: lookFrom(cwd) };
}

function lookFrom(folder: string): Look {
  return (path) => {
    const target = resolve(folder, path);
    const found = statSync(target, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (!found.isDirectory()) return 'file';
    const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
    return names.some((name) => isThere(join(target, name))) ? 'buildable' : 'folder';
  };
}
