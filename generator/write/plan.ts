import { finding } from '../core/codes.ts';
import { byText } from '../core/compare.ts';
import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { sha256Of } from '../core/sha256.ts';
import { type Bytes, hasConflictMarks, sameBytes, withoutCarriageReturns } from './bytes.ts';
import { type Index, ignorePath, ignoreText, indexPath, type Owned, printIndex } from './ownership.ts';

/** What should be there. */
export interface Wanted {
  readonly content: Bytes;
  readonly owner: string;
}

export interface WantedCluster {
  readonly cluster: string;
  readonly environment: string;
  readonly files: ReadonlyMap<string, Wanted>;
}

/** What is at a path of the output. */
export type Found =
  | { readonly is: 'nothing' }
  | { readonly is: 'file'; readonly content: Uint8Array }
  | { readonly is: 'other'; readonly what: string };

export interface Write {
  readonly path: string;
  readonly content: Bytes;
}

/** Between deciding and doing: what a run would change, to be printed, tested, applied. */
export interface WritePlan {
  readonly create: readonly Write[];
  readonly update: readonly Write[];
  readonly delete: readonly string[];
  readonly unchanged: readonly string[];
  /** The tool's own files that change with it: the indexes first of all. */
  readonly bookkeeping: readonly (Write | { readonly path: string; readonly content: undefined })[];
  readonly findings: readonly Finding[];
}

export interface PlanInput {
  readonly wanted: readonly WantedCluster[];
  /** Every index of the output, also of clusters that are not rendered now. */
  readonly indexes: readonly Index[];
  /** Clusters whose files go: the model no longer holds them. */
  readonly gone: ReadonlySet<string>;
  readonly found: (path: string) => Found;
  /** Replaces files that were edited by hand, or that are not ours. */
  readonly overwrite: boolean;
}

/** Decides, file by file, from what is wanted, what was written last and what is there. Touches nothing. */
export function plan(input: PlanInput): WritePlan {
  const create: Write[] = [];
  const update: Write[] = [];
  const gone: string[] = [];
  const unchanged: string[] = [];
  const findings: Finding[] = [];
  const indexes = new Map(input.indexes.map((index) => [index.cluster, index]));
  const known = claims(input.indexes);
  const wantedPaths = new Set<string>();
  for (const { files } of input.wanted)
    for (const [path, { content }] of files) {
      wantedPaths.add(path);
      const found = input.found(path);
      const decided = decide(path, content, found, known.get(path), input.overwrite);
      if (decided === 'create') create.push({ path, content });
      else if (decided === 'update') update.push({ path, content });
      else if (decided === 'unchanged') unchanged.push(path);
      else findings.push(decided);
    }
  const selected = new Set([...input.wanted.map(({ cluster }) => cluster), ...input.gone]);
  for (const index of input.indexes) {
    if (!selected.has(index.cluster)) continue;
    for (const [path, owned] of index.files) {
      if (wantedPaths.has(path) || ownedElsewhere(path, index, input.indexes, selected)) continue;
      const found = input.found(path);
      if (found.is === 'nothing') continue;
      if (found.is === 'other') findings.push(inTheWay(path, found.what));
      else if (input.overwrite || isOurs(found.content, [{ ...owned, conflicted: index.conflicted }]))
        gone.push(path);
      else findings.push(edited(path));
    }
  }
  const changed = [...input.wanted].flatMap(({ cluster, environment, files }) => {
    const owned = new Map<string, Owned>();
    for (const [path, { content, owner }] of files) owned.set(path, { sha256: sha256Of(content), owner });
    const content = printIndex({ cluster, environment, files: owned });
    const before = indexes.get(cluster);
    const found = input.found(indexPath(cluster));
    const same = before !== undefined && found.is === 'file' && sameBytes(found.content, content);
    return same ? [] : [{ path: indexPath(cluster), content }];
  });
  const dropped = [...input.gone].map((cluster) => ({ path: indexPath(cluster), content: undefined }));
  const ignored = input.found(ignorePath).is === 'nothing' ? [{ path: ignorePath, content: ignoreText }] : [];
  return {
    create,
    update,
    delete: gone.sort(byText),
    unchanged,
    bookkeeping: [...ignored, ...changed, ...dropped].sort((a, b) => byText(a.path, b.path)),
    findings,
  };
}

/** Whether applying it would change a byte. */
export function isEmpty(plan: WritePlan): boolean {
  return plan.create.length + plan.update.length + plan.delete.length + plan.bookkeeping.length === 0;
}

interface Claim extends Owned {
  readonly conflicted: boolean;
}

/** What the indexes say of each path: of several, any may be right. */
function claims(indexes: readonly Index[]): ReadonlyMap<string, readonly Claim[]> {
  const all = indexes.flatMap(({ files, conflicted }) =>
    [...files].map(([path, owned]) => ({ path, ...owned, conflicted })),
  );
  return grouped(all, ({ path }) => path);
}

function decide(
  path: string,
  content: Bytes,
  found: Found,
  claimed: readonly Claim[] | undefined,
  overwrite: boolean,
): 'create' | 'update' | 'unchanged' | Finding {
  if (found.is === 'nothing') return 'create';
  if (found.is === 'other') return inTheWay(path, found.what);
  if (sameBytes(found.content, content)) return 'unchanged';
  if (overwrite || (claimed !== undefined && isOurs(found.content, claimed))) return 'update';
  return claimed === undefined ? notOurs(path) : edited(path);
}

/** As it was written, give or take what git does to line ends; or as git left it, between two of ours. */
function isOurs(content: Uint8Array, claimed: readonly Claim[]): boolean {
  const is = (sha256: string): boolean => claimed.some((claim) => claim.sha256 === sha256);
  if (is(sha256Of(content))) return true;
  if (claimed.some(({ conflicted }) => conflicted) || hasConflictMarks(content)) return true;
  const plain = withoutCarriageReturns(content);
  return plain !== undefined && is(sha256Of(plain));
}

/** Another cluster that stays owns it as well: it is not ours alone to delete. */
function ownedElsewhere(
  path: string,
  index: Index,
  indexes: readonly Index[],
  selected: ReadonlySet<string>,
): boolean {
  return indexes.some((each) => each !== index && !selected.has(each.cluster) && each.files.has(path));
}

function edited(path: string): Finding {
  return finding('cli/edited-by-hand', `${path} was changed by hand since it was written`, {
    source: { file: path },
    fix: 'make the change in the stack, then run again with --overwrite; git diff shows what it was',
  });
}

function notOurs(path: string): Finding {
  return finding('cli/not-ours', `${path} is there already, and plimsoll did not write it`, {
    source: { file: path },
    fix: 'move it away, or run again with --overwrite to replace it',
  });
}

function inTheWay(path: string, what: string): Finding {
  return finding('cli/in-the-way', `${path} cannot be written: ${what} is in the way`, {
    source: { file: path },
    fix: 'move it away',
  });
}
