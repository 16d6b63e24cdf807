import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finding } from '../core/codes.ts';
import { byText } from '../core/compare.ts';
import { PatchError } from '../core/problem.ts';
import type { Io } from './io.ts';

/** The text of a file, or of standard input for `-`. */
export async function readInput(path: string, io: Io): Promise<string> {
  if (path === '-') return (await io.stdin?.()) ?? '';
  return readText(path, io.cwd);
}

export function readText(path: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    throw unreadable(path, error as NodeJS.ErrnoException);
  }
}

/** The texts of files, and of the YAML and JSON files below folders. */
export function readTexts(paths: readonly string[], cwd: string): readonly string[] {
  return paths.flatMap((path) => yamlFiles(path, cwd).map((file) => readText(file, cwd)));
}

/** A file as it is; of a folder its YAML and JSON files, and those of the folders in it. */
export function yamlFiles(path: string, cwd: string): readonly string[] {
  try {
    if (!statSync(resolve(cwd, path)).isDirectory()) return [path];
    const names = readdirSync(resolve(cwd, path), { withFileTypes: true }).sort((a, b) =>
      byText(a.name, b.name),
    );
    return names.flatMap((entry) => {
      if (entry.isDirectory()) return yamlFiles(join(path, entry.name), cwd);
      return entry.isFile() && /\.(ya?ml|json)$/i.test(entry.name) ? [join(path, entry.name)] : [];
    });
  } catch (error) {
    if (error instanceof PatchError) throw error;
    throw unreadable(path, error as NodeJS.ErrnoException);
  }
}

function unreadable(path: string, { code, message }: NodeJS.ErrnoException): PatchError {
  const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
  return new PatchError([finding('patch/unreadable', `${path}: ${why}`, { source: { file: path } })]);
}
