import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Store } from './model.ts';
import { parseStore, printStore } from './store.ts';

/** The store a folder holds; an empty folder holds the empty one. */
export async function readStore(folder: string): Promise<Store> {
  return parseStore(await readTexts(folder));
}

/** Writes what differs, removes what is gone; answers how many files changed. Hand-written tables are not touched. */
export async function writeStore(folder: string, store: Store): Promise<number> {
  const before = await readTexts(folder);
  const after = printStore(store);
  let changed = 0;
  for (const [path, text] of after) {
    if (before.get(path) === text) continue;
    changed++;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  for (const path of before.keys()) {
    if (after.has(path) || !/^(kubernetes|crds)\//.test(path)) continue;
    changed++;
    await rm(join(folder, path));
  }
  return changed;
}

async function readTexts(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return new Map(
    files.map((file, index) => [relative(folder, file).split(sep).join('/'), texts[index] as string]),
  );
}
