import { fileURLToPath } from 'node:url';
import { finding } from '../core/codes.ts';
import type { Finding, Place } from '../core/finding.ts';
import { placeOfError } from '../core/origin.ts';
import { Problem } from '../core/problem.ts';
import { loadLexer } from './analyse.ts';
import { emit } from './emit.ts';
import { type Graph, graphOf, positionOf, reached, type UserModule } from './graph.ts';
import { type Provenance, provenanceOf } from './provenance.ts';

export type Exported = Readonly<Record<string, unknown>>;

/** What a module exports, or what is wrong with it: everything with file and line. */
export type Loaded =
  | { readonly exports: Exported; readonly provenance: () => Provenance; readonly findings?: never }
  | { readonly exports?: never; readonly findings: readonly Finding[] };

/** Loads modules of the user straight from TypeScript; what several of them import is loaded once. */
export async function loadModules(
  files: readonly string[],
  cache: string | undefined,
): Promise<ReadonlyMap<string, Loaded>> {
  const graph = graphOf(files, cache, await loadLexer());
  const loaded = new Map<string, Loaded>();
  const good = new Set<string>();
  for (const file of files) {
    const all = [...reached(graph, file)];
    const wrong = all.flatMap((each) => graph.wrong.get(each) ?? []);
    if (wrong.length > 0) loaded.set(file, { findings: wrong });
    else for (const each of all) good.add(each);
  }
  if (good.size === 0) return loaded;
  const entries = files.filter((file) => !loaded.has(file));
  const { addresses, all, original } = emit(graph, good, entries, cache);
  // Together they are loaded in a third of the time; one that throws is found, with what it says, one by one.
  if (entries.length > 1) await import(all).catch(() => undefined);
  for (const file of entries)
    loaded.set(file, await imported(addresses.get(file) as string, file, graph, original));
  return loaded;
}

/** One module; a problem where it cannot be loaded. */
export async function loadModule(
  file: string,
  cache: string | undefined,
): Promise<Extract<Loaded, { readonly exports: Exported }>> {
  const loaded = (await loadModules([file], cache)).get(file);
  if (loaded?.exports === undefined) throw new Problem(loaded?.findings ?? []);
  return loaded;
}

async function imported(
  address: string,
  file: string,
  graph: Graph,
  original: (text: string) => string,
): Promise<Loaded> {
  try {
    const exports = (await import(address)) as Exported;
    // Several ask, if anybody does.
    let known: Provenance | undefined;
    return {
      exports,
      provenance: () => {
        known ??= provenanceOf(graph, file);
        return known;
      },
    };
  } catch (error) {
    if (error instanceof Problem) return { findings: error.findings };
    const { code, message = String(error), stack = '' } = error as NodeJS.ErrnoException;
    const text = original(message);
    if (code === 'ERR_MODULE_NOT_FOUND') return { findings: [notInstalled(text, file, graph)] };
    const place = placeOfError(error) ?? linkPlace(original(stack)) ?? { file };
    return { findings: [finding('cli/stack-unreadable', plain(text), { source: place })] };
  }
}

/** A package that is not there: node names the importing file. */
function notInstalled(message: string, file: string, graph: Graph): Finding {
  const [, what = message, from = file] =
    /Cannot find package '([^']+)' imported from (\S+)/.exec(message) ?? [];
  const source = { file: from, ...placeIn(graph.modules.get(from), what) };
  return finding('cli/stack-unreadable', `there is no package ${what}`, {
    source,
    fix: `install it: npm i -D ${what}`,
  });
}

/** Where a module asks for a package, or for something in it. */
function placeIn(module: UserModule | undefined, what: string): Partial<Place> {
  const reference = module?.references.find(
    ({ specifier }) => specifier === what || specifier?.startsWith(`${what}/`),
  );
  return module === undefined || reference === undefined ? {} : positionOf(module.code, reference.start);
}

/** Of a name that a module does not export node writes the place above the message. */
function linkPlace(stack: string): Place | undefined {
  const [, file, line] = /^(?:file:\/\/)?(\/\S+?):(\d+)\n/.exec(stack) ?? [];
  return file === undefined ? undefined : { file, line: Number(line), column: 1 };
}

/** Addresses as paths. */
function plain(message: string): string {
  return message.replace(/file:\/\/[^\s'"]+/g, (address) => fileURLToPath(address));
}
