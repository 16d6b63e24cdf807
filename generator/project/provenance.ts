import { existsSync, realpathSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byText } from '../core/compare.ts';
import { type Graph, positionOf, reached, type UserModule } from './graph.ts';
import type { Input } from './inputs.ts';

/** What a module of the user is made of; or why nobody can say whether it is the same the next time. */
export type Provenance =
  | { readonly inputs: readonly Input[]; readonly unknowable?: never }
  | { readonly inputs?: never; readonly unknowable: string };

/** Everything that a module reaches, by its content. */
export function provenanceOf(graph: Graph, entry: string): Provenance {
  const inputs = new Map<string, Input>();
  for (const file of [...reached(graph, entry)].sort(byText)) {
    const module = graph.modules.get(file) as UserModule;
    const why = unknowableIn(module) ?? addInputs(module, inputs);
    if (why !== undefined) return { unknowable: why };
  }
  return { inputs: [...inputs.values()] };
}

/** Names of what is not the same in every run: a clock, the environment, the network, chance. */
const worldly =
  /\b(?:process|globalThis|global|eval|fetch|performance|navigator|WebSocket|EventSource|XMLHttpRequest)\b|\bDate\s*(?:\(|\.\s*now\b)|\bMath\s*\.\s*random\b|\bcrypto\s*\.|\bnew\s+Function\b|\bimport\s*\(\s*[^'"\s]/;

/** Modules of node that answer the same whenever they are asked the same. */
const pure = new Set([
  'assert',
  'assert/strict',
  'buffer',
  'events',
  'path',
  'path/posix',
  'path/win32',
  'querystring',
  'string_decoder',
  'url',
  'util',
]);
const builtin = new Set(builtinModules);

function unknowableIn({ file, code, references }: UserModule): string | undefined {
  const found = worldly.exec(code);
  if (found !== null) return said(file, code, found.index, found[0].trim());
  for (const { specifier = '', start } of references) {
    const name = specifier.replace(/^node:/, '');
    const isNodes = specifier.startsWith('node:') || builtin.has(name);
    if (isNodes && !pure.has(name)) return said(file, code, start, specifier);
  }
  return undefined;
}

function said(file: string, code: string, offset: number, what: string): string {
  const { line, column } = positionOf(code, offset);
  return `${file}:${line}:${column} has ${what}`;
}

/** Answers what cannot be told. */
function addInputs(
  { file, code, references, targets, sha256 }: UserModule,
  inputs: Map<string, Input>,
): string | undefined {
  const add = (input: Input): void => {
    inputs.set(`${input.kind} ${input.name}`, input);
  };
  add({ kind: 'file', name: file, was: sha256 });
  // Kinds that were imported have their facts in a file beside.
  for (const [, beside = ''] of code.matchAll(/new URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.?_?meta/g))
    if (/^\.{1,2}\//.test(beside)) add({ kind: 'file', name: resolve(dirname(file), beside) });
  for (const [index, { specifier = '' }] of references.entries()) {
    const target = targets[index];
    if (target !== undefined && 'file' in target) continue;
    if (specifier === 'plimsoll' || specifier.startsWith('plimsoll/')) continue;
    if (target !== undefined) {
      add({ kind: 'file', name: fileURLToPath(target.address) });
      continue;
    }
    if (specifier === '' || specifier.startsWith('node:') || builtin.has(specifier)) continue;
    const folder = packageFolder(specifier, file);
    if (folder === undefined) return `${file} has ${specifier}, and nobody can say where it comes from`;
    add(
      folder.includes('/node_modules/')
        ? // What is installed is what its version says.
          { kind: 'file', name: join(folder, 'package.json') }
        : { kind: 'folder', name: folder },
    );
  }
  return undefined;
}

/** The real folder of a package, seen from a file. */
function packageFolder(specifier: string, from: string): string | undefined {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  for (let at = dirname(from); ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
    if (dirname(at) === at) return undefined;
  }
}
