import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../core/sha256.ts';
import type { Fine } from '../validate/files/fine.ts';
import { keep } from './cache.ts';
import { builtFrom } from './code-store.ts';

/** The sha256 of every text, one behind the other. */
const size = 32;
/** Of more than these the ones that were not asked for go. */
const most = 50_000;

/** Remembers from run to run which texts were fine, in the cache of a project. */
export interface FineFiles extends Fine {
  readonly save: () => void;
}

/** `settings` is everything that they were judged by, beside this build; undefined where nothing can be kept. */
export function fineFilesIn(folder: string | undefined, settings: unknown): FineFiles | undefined {
  const build = builtFrom();
  if (folder === undefined || build === undefined) return undefined;
  const exact = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);
  const path = join(folder, `fine-${sha256Of(JSON.stringify([build, settings], exact)).slice(0, 32)}`);
  const before = read(path);
  const asked = new Set<string>();
  let isNew = false;
  return {
    // As few characters as it has bytes.
    keyOf: (text) => hash('sha256', text, 'binary'),
    has: (key) => {
      const is = before.has(key);
      if (is) asked.add(key);
      return is;
    },
    add: (key) => {
      asked.add(key);
      isNew = true;
    },
    save: () => {
      if (!isNew) return;
      const left = [...before].filter((key) => !asked.has(key));
      keep(path, Buffer.from([...asked, ...left].slice(0, most).join(''), 'latin1'));
    },
  };
}

function read(path: string): ReadonlySet<string> {
  const found = new Set<string>();
  try {
    const all = readFileSync(path, 'latin1');
    for (let at = 0; at + size <= all.length; at += size) found.add(all.slice(at, at + size));
  } catch {
    // nothing was kept
  }
  return found;
}
