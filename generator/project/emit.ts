import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { byText } from '../core/compare.ts';
import type { Graph, UserModule } from './graph.ts';

/**
 * The modules of the user as files that node loads by itself: JavaScript beside JavaScript, with specifiers that lead there.
 * Node's own hooks would ask another thread for each import, which takes three times as long. `sourceURL` lets node speak
 * of the user's files all the same.
 */
export interface Emitted {
  /** The address of each module, by its file. */
  readonly addresses: ReadonlyMap<string, string>;
  /** The address of one that imports all entries, in order: node then loads them together. */
  readonly all: string;
  /** Undoes what node says of the emitted files. */
  readonly original: (text: string) => string;
}

/** So many versions of a project's modules are kept, analysed files, and results; the oldest go. */
const most: readonly (readonly [RegExp, number])[] = [
  [/^modules-/, 4],
  [/^[0-9a-f]{64}\.json$/, 4000],
  [/^render-/, 2000],
  [/^seen-/, 2000],
];

let generation = 0;

/** Modules are loaded anew from here on, though they did not change: what they read when they are loaded may have. */
export function forgetModules(): void {
  generation++;
}

export function emit(
  graph: Graph,
  files: ReadonlySet<string>,
  entries: readonly string[],
  cache: string | undefined,
): Emitted {
  const ordered = [...files].sort(byText).map((file) => graph.modules.get(file) as UserModule);
  const key = createHash('sha256').update(import.meta.url);
  for (const { file, sha256 } of ordered) key.update('\0').update(file).update('\0').update(sha256);
  for (const entry of entries) key.update('\0').update(entry);
  if (generation > 0) key.update(`\0${process.pid} ${generation}`);
  const home = cache ?? mkdtempSync(join(tmpdir(), 'plimsoll-'));
  const folder = join(home, `modules-${key.digest('hex').slice(0, 32)}`);
  const names = new Map(
    // Whatever a file is called, this can be written into an import.
    ordered.map(({ file }, index) => [file, `${index}-${basename(file).replace(/[^\w.-]/g, '_')}.mjs`]),
  );
  const addresses = new Map([...names].map(([file, name]) => [file, pathToFileURL(join(folder, name)).href]));
  if (existsSync(folder)) utimesSync(folder, new Date(), new Date());
  else {
    write(folder, ordered, names, addresses, entries);
    if (cache !== undefined) prune(cache);
  }
  const known = new Map([...names].map(([file, name]) => [name, file]));
  const emitted = new RegExp(`(?:file://)?${escaped(folder)}/([^'"\\s:/]+\\.mjs)`, 'g');
  return {
    addresses,
    all: pathToFileURL(join(folder, index)).href,
    original: (text) => text.replace(emitted, (whole, name: string) => known.get(name) ?? whole),
  };
}

const index = 'all.mjs';

function write(
  folder: string,
  modules: readonly UserModule[],
  names: ReadonlyMap<string, string>,
  addresses: ReadonlyMap<string, string>,
  entries: readonly string[],
): void {
  const beside = `${folder}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  for (const module of modules)
    writeFileSync(join(beside, names.get(module.file) as string), javascript(module, addresses));
  const imports = entries.map((entry) => `import './${names.get(entry)}';\n`);
  writeFileSync(join(beside, index), imports.join(''));
  try {
    renameSync(beside, folder);
  } catch {
    // Another run has made the same at the same time.
    rmSync(beside, { recursive: true, force: true });
  }
}

function javascript(
  { file, code, references, targets }: UserModule,
  addresses: ReadonlyMap<string, string>,
): string {
  let text = '';
  let from = 0;
  for (const [index, { start, end, specifier, quoted }] of references.entries()) {
    const target = targets[index];
    const wanted =
      specifier === undefined
        ? // As long as what it replaces.
          'import_meta'
        : target === undefined
          ? undefined
          : 'file' in target
            ? // Absolute: node looks for what is beside a module where sourceURL says that it is.
              addresses.get(target.file)
            : // The one character that an address leaves as it is and a specifier may end with.
              target.address.replaceAll("'", '%27');
    if (wanted === undefined) continue;
    text += code.slice(from, start) + (quoted ? JSON.stringify(wanted) : wanted);
    from = end;
  }
  const address = pathToFileURL(file).href;
  const meta = references.some(({ specifier }) => specifier === undefined) ? metaOf(file, address) : '';
  return `${text}${code.slice(from)}${meta}\n//# sourceURL=${address}\n`;
}

/** An import is done first wherever it stands: at the end it moves no line. */
function metaOf(file: string, address: string): string {
  const meta = JSON.stringify({ url: address, filename: file, dirname: dirname(file) });
  return `\nimport import_meta from ${JSON.stringify(`data:text/javascript,export default Object.freeze(${encodeURIComponent(meta)})`)};`;
}

function prune(cache: string): void {
  try {
    const names = readdirSync(cache);
    for (const [kind, count] of most) {
      const found = names.filter((name) => kind.test(name));
      if (found.length <= count) continue;
      const byAge = found
        .map((name) => ({ name, time: statSync(join(cache, name)).mtimeMs }))
        .sort((a, b) => b.time - a.time);
      for (const { name } of byAge.slice(count)) rmSync(join(cache, name), { recursive: true, force: true });
    }
  } catch {
    // The next run does it.
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
