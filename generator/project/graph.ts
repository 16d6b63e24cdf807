import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { type Analysed, analyse, type Lexer, type Reference, Unreadable } from './analyse.ts';

/** The modules of the user that a set of files reaches, and what is wrong with them. */
export interface Graph {
  readonly modules: ReadonlyMap<string, UserModule>;
  readonly wrong: ReadonlyMap<string, readonly Finding[]>;
}

export interface UserModule extends Analysed {
  readonly file: string;
  /** For each reference what it leads to: a module of the user by its file, or an address for node. */
  readonly targets: readonly Target[];
}

export type Target = { readonly file: string } | { readonly address: string } | undefined;

/** Walks imports from the entries on. */
export function graphOf(entries: readonly string[], cache: string | undefined, lexer: Lexer): Graph {
  const modules = new Map<string, UserModule>();
  const wrong = new Map<string, readonly Finding[]>();
  const pending = [...entries];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (modules.has(file) || wrong.has(file)) continue;
    try {
      const analysed = analyse(readFileSync(file, 'utf8'), /\.m?ts$/.test(file), cache, lexer);
      const targets: Target[] = [];
      const missing: Finding[] = [];
      for (const reference of analysed.references)
        try {
          targets.push(targetOf(reference, file));
        } catch {
          targets.push(undefined);
          // A call of import may be caught where it is made.
          if (!reference.quoted) missing.push(notThere(reference, file, analysed.code));
        }
      if (missing.length > 0) wrong.set(file, missing);
      else modules.set(file, { ...analysed, file, targets });
      for (const target of targets) if (target !== undefined && 'file' in target) pending.push(target.file);
    } catch (error) {
      wrong.set(file, [unreadable(error, file)]);
    }
  }
  return { modules, wrong };
}

/** The modules that one reaches, itself included. */
export function* reached({ modules }: Graph, entry: string): Generator<string> {
  const seen = new Set([entry]);
  for (const file of seen) {
    yield file;
    for (const target of modules.get(file)?.targets ?? [])
      if (target !== undefined && 'file' in target) seen.add(target.file);
  }
}

const readable = /^\.(m?ts|m?js)$/;

const ours = new Map<string, string>();

/** Throws where there is nothing. */
function targetOf({ specifier }: Reference, from: string): Target {
  if (specifier === undefined || specifier.startsWith('node:')) return undefined;
  if (specifier === 'plimsoll' || specifier.startsWith('plimsoll/')) {
    // A stack and the command line must speak of the same package, however many are installed.
    const address = ours.get(specifier) ?? import.meta.resolve(specifier);
    ours.set(specifier, address);
    return { address };
  }
  if (specifier.startsWith('#')) return ofPath(createRequire(from).resolve(specifier));
  if (!/^\.{0,2}\/|^file:/.test(specifier)) return undefined;
  const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(dirname(from), specifier);
  if (!statSync(path).isFile()) throw new Error(`${path} is no file`);
  return ofPath(path);
}

function ofPath(path: string): Target {
  return readable.test(extname(path)) && !path.includes('/node_modules/')
    ? { file: path }
    : { address: pathToFileURL(path).href };
}

export function positionOf(code: string, offset: number): { readonly line: number; readonly column: number } {
  const before = code.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function notThere({ specifier, start }: Reference, file: string, code: string): Finding {
  return finding('cli/stack-unreadable', `there is no ${specifier}`, {
    source: { file, ...positionOf(code, start) },
    fix: 'correct the path; a file is written with its extension: ./shared.ts',
  });
}

function unreadable(error: unknown, file: string): Finding {
  if (!(error instanceof Unreadable)) {
    const why = error instanceof Error ? error.message : String(error);
    return finding('cli/stack-unreadable', `${file} cannot be read: ${why}`, { source: { file } });
  }
  const { message, line, column } = error.at;
  const fix = message.includes('strip-only')
    ? { fix: 'use what node itself strips: no enum, no namespace with code, no parameter property' }
    : {};
  const text = message.replace(' in strip-only mode', '');
  return finding('cli/stack-unreadable', text, { source: { file, line, column }, ...fix });
}
