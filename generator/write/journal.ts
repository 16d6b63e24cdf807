import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isBelow } from '../core/path.ts';
import { type Bytes, synced, writeAll } from './bytes.ts';
import { type Draft, type Drafts, forgottenDrafts, isDraft } from './drafts.ts';
import { transient } from './ownership.ts';

/**
 * How a set of files replaces another without a moment in between: contents are staged and synced, then a journal says what
 * becomes what, then the files are renamed. Killed before the journal: nothing has happened, and what was staged is thrown
 * away. Killed after it: the next run does the rest.
 */
export interface Step {
  readonly path: string;
  /** Absent: the file goes. */
  readonly content?: Bytes | Draft | undefined;
}

interface Entry {
  readonly path: string;
  /** The number of the staged file. */
  readonly staged?: number;
}

const staging = 'staged';

/** Stages everything, beside what was drafted; the tree is as it was. */
export async function stage(
  root: string,
  steps: readonly Step[],
  drafts: Drafts | undefined,
): Promise<readonly Entry[]> {
  const folder = join(root, transient, staging);
  const drafted = await drafts?.finish();
  rmSync(folder, { recursive: true, force: true });
  if (drafted === undefined) mkdirSync(folder, { recursive: true });
  else renameSync(drafted.folder, folder);
  let next = drafted?.count ?? 0;
  const entries: Entry[] = [];
  let open: number[] = [];
  for (const { path, content } of steps) {
    if (content === undefined) {
      entries.push({ path });
      continue;
    }
    if (isDraft(content)) {
      entries.push({ path, staged: content.draft });
      continue;
    }
    const file = openSync(join(folder, String(next)), 'wx');
    open.push(file);
    writeAll(file, content);
    entries.push({ path, staged: next++ });
    if (open.length < atOnce) continue;
    await allSynced(open);
    open = [];
  }
  await allSynced(open);
  return entries;
}

/** Files whose contents are on their way to the disk together. */
const atOnce = 256;

async function allSynced(files: readonly number[]): Promise<void> {
  for (const refused of await Promise.all(files.map(synced))) if (refused !== undefined) throw refused;
}

/** From here on the change happens, now or with the next run. */
export function decide(root: string, entries: readonly Entry[]): void {
  const path = join(root, transient, 'journal');
  const file = openSync(`${path}.new`, 'w');
  writeAll(file, `${JSON.stringify(entries)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.new`, path);
  syncFolder(dirname(path));
}

/** Does what a journal says, as much of it as is left. */
export function complete(root: string, entries: readonly Entry[]): void {
  const touched = new Set<string>();
  for (const { path, staged } of entries) {
    const target = join(root, path);
    touched.add(dirname(target));
    if (staged === undefined) rmSync(target, { force: true });
    else {
      const from = join(root, transient, staging, String(staged));
      // Renamed already, by the run that was killed.
      if (!existsSync(from)) continue;
      mkdirSync(dirname(target), { recursive: true });
      renameSync(from, target);
    }
  }
  for (const folder of touched) if (existsSync(folder)) syncFolder(folder);
  for (const { path, staged } of entries) if (staged === undefined) removeEmpty(root, dirname(path));
  rmSync(join(root, transient, 'journal'), { force: true });
  rmSync(join(root, transient, staging), { recursive: true, force: true });
}

/** What a killed run left: a change that was decided is completed, one that was not is forgotten. */
export function recover(root: string): 'nothing' | 'completed' | 'discarded' {
  const journal = join(root, transient, 'journal');
  const staged = join(root, transient, staging);
  for (const drafts of forgottenDrafts(root)) rmSync(drafts, { recursive: true, force: true });
  if (!existsSync(journal)) {
    if (!existsSync(staged)) return 'nothing';
    rmSync(staged, { recursive: true, force: true });
    rmSync(`${journal}.new`, { force: true });
    return 'discarded';
  }
  const entries = JSON.parse(readFileSync(journal, 'utf8')) as readonly Entry[];
  complete(
    root,
    entries.filter(({ path }) => isBelow(path) && !leadsOut(root, path)),
  );
  return 'completed';
}

/** Whether anything was left behind. */
export function isUnfinished(root: string): boolean {
  return (
    existsSync(join(root, transient, 'journal')) ||
    existsSync(join(root, transient, staging)) ||
    forgottenDrafts(root).length > 0
  );
}

/** A link on the way would carry a file out of the output. */
function leadsOut(root: string, path: string): boolean {
  const steps = dirname(path).split('/');
  return steps.some((_, index) => {
    try {
      return lstatSync(join(root, ...steps.slice(0, index + 1))).isSymbolicLink();
    } catch {
      return false;
    }
  });
}

/** Folders that hold nothing any more, from the inside out. */
function removeEmpty(root: string, folder: string): void {
  for (let each = folder; each !== '.' && each !== ''; each = dirname(each))
    try {
      rmdirSync(join(root, each));
    } catch {
      return;
    }
}

/** So that names survive a loss of power; some systems do not sync folders, and need not. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, 'r');
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // Windows
  }
}
