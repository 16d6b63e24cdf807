import { accessSync, constants, existsSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Drafts } from './drafts.ts';
import { refusedBy } from './failure.ts';
import { complete, decide, isUnfinished, recover, type Step, stage } from './journal.ts';
import { isLocked, withLock } from './lock.ts';
import { transient } from './ownership.ts';
import { isJoinable, joinParts } from './parts.ts';
import { isEmpty, type WritePlan } from './plan.ts';

export interface Patience {
  /** How long to wait for another run, in milliseconds. */
  readonly patience?: number;
}

/** Completes what a killed run left; makes one of parts that have come together; waits for one that is writing. Writes nothing where there is nothing to do. */
export async function settle(root: string, { patience = 30_000 }: Patience = {}): Promise<void> {
  if (!isLocked(root) && !isUnfinished(root) && !isJoinable(root)) return;
  await exclusively(root, async () => joinParts(root), { patience });
}

/** Does something while nobody else writes to the output. */
export async function exclusively<T>(
  root: string,
  work: () => Promise<T>,
  { patience = 30_000 }: Patience = {},
): Promise<T> {
  try {
    return await withLock(root, patience, async () => {
      recover(root);
      return await work();
    });
  } catch (error) {
    throw refusedBy(error, root, 'nothing was changed');
  } finally {
    removeTransient(root);
  }
}

/** Applies a plan as a whole. Call it inside `exclusively`. */
export async function apply(root: string, plan: WritePlan, drafts?: Drafts): Promise<void> {
  if (isEmpty(plan) && plan.parts.length === 0) return;
  const made: string[] = [];
  try {
    await stage(root, stepsOf(plan), drafts);
    makeFolders(root, stepsOf(plan), made);
    decide(root);
    try {
      complete(root, 'written');
      joinParts(root);
    } catch (error) {
      throw refusedBy(error, root, 'the next run completes the change');
    }
  } catch (error) {
    if (!existsSync(join(root, transient, 'journal'))) {
      recover(root);
      for (const folder of made.reverse()) rmSync(folder, { recursive: true, force: true });
    }
    throw refusedBy(error, root, 'nothing was changed');
  }
}

function* stepsOf({ create, update, delete: gone, bookkeeping, parts }: WritePlan): Generator<Step> {
  yield* create;
  yield* update;
  for (const path of gone) yield { path };
  yield* bookkeeping;
  yield* parts;
}

/** Every folder is there and may be written to before the first file moves. */
function makeFolders(root: string, steps: Iterable<Step>, made: string[]): void {
  const known = new Set<string>();
  for (const { path } of steps) {
    const folder = join(root, dirname(path));
    if (known.has(folder)) continue;
    known.add(folder);
    const first = mkdirSync(folder, { recursive: true });
    if (first !== undefined) made.push(first);
    accessSync(folder, constants.W_OK | constants.X_OK);
  }
}

/** Fails, as it should, while anybody has something in it. */
function removeTransient(root: string): void {
  try {
    rmdirSync(join(root, transient));
  } catch {
    // somebody else's by now
  }
}
