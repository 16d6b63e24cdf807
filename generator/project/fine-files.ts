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
    has: (text) => {
      const digest = digestOf(text);
      const is = before.has(digest);
      if (is) asked.add(digest);
      return is;
    },
    add: (text) => {
      asked.add(digestOf(text));
      isNew = true;
    },
    save: () => {
      if (!isNew) return;
      const left = [...before].filter((digest) => !asked.has(digest));
      keep(path, Buffer.from([...asked, ...left].slice(0, most).join(''), 'latin1'));
    },
  };
}

/** As few characters as it has bytes. */
function digestOf(text: string): string {
  return hash('sha256', text, 'binary');
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
