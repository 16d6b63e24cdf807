import { readFileSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { finding } from '../core/codes.ts';
import type { Finding, Place } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import { placeOfError } from '../model/place.ts';
import type { Misread } from './strip.ts';

/** Node from 22.15 on: hooks in the same thread. */
interface Hooks {
  readonly registerHooks?: (hooks: object) => void;
}

let ready: Promise<void> | undefined;

/** From here on `import` understands TypeScript. */
async function understandTypeScript(cache: string | undefined): Promise<void> {
  const hooks = new URL('./hooks.js', import.meta.url);
  const { registerHooks } = module as Hooks;
  if (registerHooks === undefined) {
    module.register(hooks, { data: { cache } });
    return;
  }
  const { initialize, resolve, load } = (await import(hooks.href)) as typeof import('./hooks.ts');
  initialize({ cache });
  registerHooks({ resolve, load });
}

/** What a module of the user exports. Mistakes come back as a problem with file and line. */
export async function loadModule(
  path: string,
  cache: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  ready ??= understandTypeScript(cache);
  await ready;
  try {
    return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new Problem(whatIsWrong(error, path), { cause: error });
  }
}

function whatIsWrong(error: unknown, path: string): readonly Finding[] {
  if (error instanceof Problem) return error.findings;
  const { misread } = error as { readonly misread?: Misread };
  if (misread !== undefined) {
    const { file, line, column, message } = misread;
    const fix = message.includes('strip-only')
      ? 'use what node itself strips: no enum, no namespace with code, no parameter property'
      : undefined;
    return [loading(message.replace(' in strip-only mode', ''), { file, line, column }, fix)];
  }
  const { code, message = String(error) } = error as NodeJS.ErrnoException;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'ERR_PACKAGE_PATH_NOT_EXPORTED')
    return [missing(message, path)];
  return [loading(message, placeOfError(error) ?? linkPlace(error) ?? { file: path })];
}

/** `import` of what is not there: node names the importing file, its text the line. */
function missing(message: string, path: string): Finding {
  const [, what = '', from = path] =
    /Cannot find (?:module|package) '([^']+)' imported from '?([^'\s]+)'?/.exec(message) ?? [];
  const file = from.startsWith('file:') ? fileURLToPath(from) : from;
  const wanted =
    what
      .split('/')
      .at(-1)
      ?.replace(/\.[cm]?[jt]s$/, '') ?? '';
  const fix = 'write the file with its extension: ./shared.ts';
  return loading(what === '' ? message : `there is no ${what}`, { file, ...lineOf(file, wanted) }, fix);
}

function lineOf(file: string, wanted: string): { readonly line: number; readonly column: number } | object {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const index = lines.findIndex((line) => /\b(import|from)\b/.test(line) && line.includes(wanted));
    return index < 0 || wanted === ''
      ? {}
      : { line: index + 1, column: (lines[index]?.indexOf(wanted) ?? 0) + 1 };
  } catch {
    return {};
  }
}

/** Of a name that a module does not export node writes the place above the message. */
function linkPlace(error: unknown): Place | undefined {
  const [, file, line] = /^(file:\S+?):(\d+)\n/.exec((error as Error).stack ?? '') ?? [];
  return file === undefined ? undefined : { file: fileURLToPath(file), line: Number(line), column: 1 };
}

function loading(message: string, source: Place, fix?: string): Finding {
  return finding('cli/stack-unreadable', message, { source, ...(fix === undefined ? {} : { fix }) });
}
