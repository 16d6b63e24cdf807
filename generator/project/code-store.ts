import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../core/sha256.ts';
import type { FactsFile } from '../facts/format.ts';
import type { KindFacts } from '../facts/kinds.ts';
import { isImported } from '../facts/location.ts';
import type { CodeStore } from '../validate/schema/code-store.ts';
import { keep } from './cache.ts';

/** Keeps compiled validators in the cache of a project. They are known by what they were made of: this build, and the facts of a kind. */
export function codeStoreIn(folder: string | undefined): CodeStore | undefined {
  const build = builtFrom();
  if (folder === undefined || build === undefined) return undefined;
  const pathOf = (key: string): string => join(folder, `validator-${key}.cjs`);
  const cachedOf = (key: string): string => join(folder, `validator-${key}.v8`);
  return {
    keyOf: (kind, variant) => keyOf(kind, variant, build),
    read: (key) => {
      // It is ASCII, which is read twice as fast as text of other kinds.
      const code = read(pathOf(key))?.toString('latin1');
      return code === undefined ? undefined : { code, cached: read(cachedOf(key)) };
    },
    write: (key, { code, cached }) => {
      if (cached === undefined) keep(pathOf(key), ascii(code));
      else keep(cachedOf(key), cached);
    },
  };
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Everything else as an escape: in code that AJV writes it stands in quotes. */
function ascii(code: string): string {
  return code.replace(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function keyOf(kind: KindFacts, variant: string, build: string): string | undefined {
  const { apiVersion, kind: name, custom, file } = kind;
  // What an imported file speaks of lies in others beside it.
  if (!custom && isImported(file)) return undefined;
  return sha256Of([build, apiVersion, name, variant, custom ? contentOf(file) : ''].join('\0')).slice(0, 32);
}

const contents = new WeakMap<FactsFile, string>();

function contentOf(file: FactsFile): string {
  let content = contents.get(file);
  if (content === undefined) {
    content = sha256Of(JSON.stringify(file));
    contents.set(file, content);
  }
  return content;
}

/** The digest of all sources and facts that this build was made of; undefined where there is no build. */
export function builtFrom(): string | undefined {
  try {
    return readFileSync(new URL('./build.txt', import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}
