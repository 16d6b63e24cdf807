import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesBelow } from '../../generator/project/walk.ts';
import type { Store } from './model.ts';
import { parseStore, printStore } from './store.ts';

/** The store a folder holds; an empty folder holds the empty one. */
export async function readStore(folder: string): Promise<Store> {
  return parseStore(await readTexts(folder));
}

/** Writes what differs, removes what is gone; answers how many files changed. Hand-written tables are not touched. */
export async function writeStore(folder: string, store: Store): Promise<number> {
  const before = existing(folder);
  const after = printStore(store);
  const written = await writeChanged(folder, after);
  const gone = before.filter((path) => !after.has(path) && /^(kubernetes|crds)\/.*\.json$/.test(path));
  for (const path of gone) await rm(join(folder, path));
  return written + gone.length;
}

/** The files below a folder; none where there is no folder. */
export function existing(folder: string): readonly string[] {
  try {
    return filesBelow(folder);
  } catch {
    return [];
  }
}

/** Writes the files whose text is another one than on disk; answers how many. */
export async function writeChanged(folder: string, files: ReadonlyMap<string, string>): Promise<number> {
  let written = 0;
  for (const [path, text] of files) {
    const target = join(folder, path);
    if ((await readFile(target, 'utf8').catch(() => undefined)) === text) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
    written++;
  }
  return written;
}

async function readTexts(folder: string): Promise<ReadonlyMap<string, string>> {
  const paths = existing(folder).filter((path) => path.endsWith('.json'));
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), 'utf8')));
  return new Map(paths.map((path, index) => [path, texts[index] as string]));
}
