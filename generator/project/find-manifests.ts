import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve, sep } from 'node:path';
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
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => byText(a.name, b.name))) {
    const { name } = entry;
    if (entry.isDirectory()) {
      if (!passedOver.has(name)) for (const file of below(before + name, cwd)) files.push(file);
    } else if (entry.isFile() && isManifest(name)) files.push(before + name);
  }
  return files;
}

/** Files on disk, to be judged; of many some are read before they are asked for. */
export function givenFiles(files: readonly string[], cwd: string): readonly GivenFile[] {
  const folders = new Map<string, Folder>();
  const placed = files.map((name) => {
    const end = Math.max(name.lastIndexOf('/'), name.lastIndexOf(sep)) + 1;
    const written = name.slice(0, end);
    let folder = folders.get(written);
    if (folder === undefined) {
      const path = resolve(cwd, written);
      folder = { before: join(path, 'x').slice(0, -1), look: lookFrom(path) };
      folders.set(written, folder);
    }
    return { path: folder.before + name.slice(end), look: folder.look };
  });
  const text = readAhead(
    placed.map(({ path }) => path),
    readText,
  );
  return placed.map(({ path, look }, index) => ({
    name: files[index] as string,
    path,
    text: () => text(index),
    look,
  }));
}

/** Many files are in one: what is known of it is worked out once. */
interface Folder {
  /** Its path, to the separator. */
  readonly before: string;
  readonly look: Look;
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
