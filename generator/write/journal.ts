import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isBelow } from '../core/path.ts';
import { type Bytes, synced, writeAll } from './bytes.ts';
import { type Draft, isDraft } from './draft.ts';
import { type Drafts, forgottenDrafts } from './drafts.ts';
import { Lines, linesIn } from './lines.ts';
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
/** An entry a line: it is written, and read, piece by piece. */
const journalName = 'journal';

/** Stages everything, beside what was drafted, and writes the journal of it; the tree is as it was. */
export async function stage(root: string, steps: Iterable<Step>, drafts: Drafts | undefined): Promise<void> {
  const folder = join(root, transient, staging);
  const drafted = await drafts?.finish();
  rmSync(folder, { recursive: true, force: true });
  if (drafted === undefined) mkdirSync(folder, { recursive: true });
  else renameSync(drafted.folder, folder);
  let next = drafted?.count ?? 0;
  const journal = new Lines(join(root, transient, `${journalName}.new`));
  let open: number[] = [];
  try {
    for (const { path, content } of steps) {
      if (content === undefined) journal.add({ path });
      else if (isDraft(content)) journal.add({ path, staged: content.draft });
      else {
        const file = openSync(join(folder, String(next)), 'wx');
        open.push(file);
        writeAll(file, content);
        journal.add({ path, staged: next++ });
        if (open.length < atOnce) continue;
        await allSynced(open);
        open = [];
      }
    }
  } finally {
    journal.close();
  }
  await allSynced(open);
}

/** Files whose contents are on their way to the disk together. */
const atOnce = 256;

async function allSynced(files: readonly number[]): Promise<void> {
  for (const refused of await Promise.all(files.map(synced))) if (refused !== undefined) throw refused;
}

/** From here on the change happens, now or with the next run. */
export function decide(root: string): void {
  const path = join(root, transient, journalName);
  renameSync(`${path}.new`, path);
  syncFolder(dirname(path));
}

/**
 * Does what the journal says. Of one that was `found` as much as is left: somebody may have changed it, or the output, so that it leads out of it,
 * which is none of ours. One that was just written is as it should be, and so are the folders.
 */
export function complete(root: string, journal: 'written' | 'found'): void {
  const touched = new Set<string>();
  const left = new Set<string>();
  for (const { path, staged } of entriesIn(root)) {
    if (journal === 'found' && (!isBelow(path) || leadsOut(root, path))) continue;
    const target = join(root, path);
    touched.add(dirname(target));
    if (staged === undefined) {
      rmSync(target, { force: true });
      left.add(dirname(path));
    } else {
      const from = join(root, transient, staging, String(staged));
      if (journal === 'found') {
        // Renamed already, by the run that was killed.
        if (!existsSync(from)) continue;
        mkdirSync(dirname(target), { recursive: true });
      }
      renameSync(from, target);
    }
  }
  for (const folder of touched) if (existsSync(folder)) syncFolder(folder);
  for (const folder of left) removeEmpty(root, folder);
  rmSync(join(root, transient, journalName), { force: true });
  rmSync(join(root, transient, staging), { recursive: true, force: true });
}

/** What an earlier version left says all of it in one line. */
function* entriesIn(root: string): Generator<Entry> {
  for (const line of linesIn(join(root, transient, journalName)))
    yield* [JSON.parse(line) as Entry | readonly Entry[]].flat();
}

/** What a killed run left: a change that was decided is completed, one that was not is forgotten. */
export function recover(root: string): 'nothing' | 'completed' | 'discarded' {
  const journal = join(root, transient, journalName);
  const staged = join(root, transient, staging);
  for (const drafts of forgottenDrafts(root)) rmSync(drafts, { recursive: true, force: true });
  if (!existsSync(journal)) {
    if (!existsSync(staged)) return 'nothing';
    rmSync(`${journal}.new`, { force: true });
    rmSync(staged, { recursive: true, force: true });
    return 'discarded';
  }
  complete(root, 'found');
  return 'completed';
}

/** Whether anything was left behind. */
export function isUnfinished(root: string): boolean {
  return (
    existsSync(join(root, transient, journalName)) ||
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
