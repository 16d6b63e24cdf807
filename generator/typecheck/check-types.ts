import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';
import { keep } from '../project/cache.ts';
import { inputsOf, isUnchanged, type Remembered } from './inputs.ts';

export interface Checked {
  readonly findings: readonly Finding[];
  /** Nothing had changed since the last time: the compiler was not even loaded. */
  readonly remembered: boolean;
}

/**
 * The compiler over stacks and config, so that types protect where no editor is open. With the options of the nearest
 * tsconfig.json, else strict ones.
 */
export async function checkTypes(
  root: string,
  files: readonly string[],
  cache: string | undefined,
): Promise<Checked> {
  const config = nearestConfig(root, files);
  const key = sha256Of(JSON.stringify([root, config, files]));
  const path = cache === undefined ? undefined : join(cache, `types-${key.slice(0, 32)}.json`);
  const before = path === undefined ? undefined : read(path);
  if (before?.key === key && before.inputs.every(isUnchanged))
    return { findings: before.findings, remembered: true };
  const { compile } = await import('./compile.ts');
  const { findings, inputs } = compile(
    files,
    config,
    cache,
    path === undefined ? undefined : `${path}.build`,
  );
  const remembered: Remembered = { key, inputs: inputsOf(inputs), findings };
  if (path !== undefined) keep(path, JSON.stringify(remembered));
  return { findings, remembered: false };
}

function read(path: string): Remembered | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Remembered;
  } catch {
    return undefined;
  }
}

/** From the stacks upwards, not beyond the project. */
function nearestConfig(root: string, files: readonly string[]): string | undefined {
  const [first] = files;
  if (first === undefined) return undefined;
  for (let folder = dirname(first); folder.startsWith(root); folder = dirname(folder)) {
    const path = join(folder, 'tsconfig.json');
    if (existsSync(path)) return path;
    if (folder === dirname(folder)) break;
  }
  return undefined;
}
