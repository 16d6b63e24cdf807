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

export interface PlanInput extends PlanGround {
  readonly wanted: readonly WantedCluster[];
  /** Clusters whose files go: the model no longer holds them. */
  readonly gone: ReadonlySet<string>;
}

/** What decisions are made from, beside what is wanted. */
export interface PlanGround {
  /** Every index of the output, also of clusters that are not rendered now. */
  readonly indexes: readonly Index[];
  readonly found: (path: string) => Found;
  /** Whether a file is known to hold this, without reading it. */
  readonly holds?: (path: string, sha256: string) => boolean;
  /** Replaces files that were edited by hand, or that are not ours. */
  readonly overwrite: boolean;
}

/** Decides, file by file, from what is wanted, what was written last and what is there. Touches nothing. */
export function plan({ wanted, gone, ...ground }: PlanInput): WritePlan {
  const planner = new Planner(ground);
  for (const each of wanted) planner.add(each);
  return planner.finish(gone);
}

/** A plan that is made cluster by cluster: of what does not change no content is kept. */
export class Planner {
  readonly #ground: PlanGround;
  readonly #indexes: ReadonlyMap<string, Index>;
  readonly #known: ReadonlyMap<string, readonly Claim[]>;
  readonly #create: Write[] = [];
  readonly #update: Write[] = [];
  readonly #unchanged: string[] = [];
  readonly #bookkeeping: Write[] = [];
  readonly #findings: Finding[] = [];
  readonly #wanted = new Set<string>();
  readonly #clusters = new Set<string>();

  constructor(ground: PlanGround) {
    this.#ground = ground;
    this.#indexes = new Map(ground.indexes.map((index) => [index.cluster, index]));
    this.#known = claims(ground.indexes);
  }

  add({ cluster, environment, files }: WantedCluster): Planned {
    const before = this.#changes();
    const owned = new Map<string, Owned>();
    this.#clusters.add(cluster);
    for (const [path, { content, owner }] of files) {
      const sha256 = sha256Of(content);
      owned.set(path, { sha256, owner });
      this.#wanted.add(path);
      const decided = this.#decide(path, { content, sha256 });
      if (decided === 'create') this.#create.push({ path, content });
      else if (decided === 'update') this.#update.push({ path, content });
      else if (decided === 'unchanged') this.#unchanged.push(path);
      else this.#findings.push(decided);
    }
    const content = printIndex({ cluster, environment, files: owned });
    const path = indexPath(cluster);
    const found = this.#ground.found(path);
    const same = this.#indexes.has(cluster) && found.is === 'file' && sameBytes(found.content, content);
    if (!same) this.#bookkeeping.push({ path, content });
    return { index: content, unchanged: same && this.#changes() === before };
  }

  /** A cluster that is there as it would be rendered. */
  addUnchanged({ cluster, files }: Index): void {
    this.#clusters.add(cluster);
    for (const path of files.keys()) {
      this.#wanted.add(path);
      this.#unchanged.push(path);
    }
  }

  finish(gone: ReadonlySet<string>): WritePlan {
    const { found } = this.#ground;
    const deleted = this.#deleted(gone);
    const dropped = [...gone].map((cluster) => ({ path: indexPath(cluster), content: undefined }));
    const ignored = found(ignorePath).is === 'nothing' ? [{ path: ignorePath, content: ignoreText }] : [];
    return {
      create: this.#create,
      update: this.#update,
      delete: deleted,
      unchanged: this.#unchanged,
      bookkeeping: [...ignored, ...this.#bookkeeping, ...dropped].sort((a, b) => byText(a.path, b.path)),
      findings: this.#findings,
    };
  }

  #changes(): number {
    return this.#create.length + this.#update.length + this.#findings.length;
  }

  #decide(path: string, { content, sha256 }: Content): 'create' | 'update' | 'unchanged' | Finding {
    const { found: look, holds, overwrite } = this.#ground;
    if (holds?.(path, sha256) === true) return 'unchanged';
    const found = look(path);
    if (found.is === 'nothing') return 'create';
    if (found.is === 'other') return inTheWay(path, found.what);
    if (sameBytes(found.content, content)) return 'unchanged';
    const claimed = this.#known.get(path);
    if (overwrite || (claimed !== undefined && isOurs(found.content, claimed))) return 'update';
    return claimed === undefined ? notOurs(path) : edited(path);
  }

  #deleted(gone: ReadonlySet<string>): readonly string[] {
    const { indexes, found: look, overwrite } = this.#ground;
    const selected = new Set([...this.#clusters, ...gone]);
    const deleted: string[] = [];
    for (const index of indexes) {
      if (!selected.has(index.cluster)) continue;
      for (const [path, owned] of index.files) {
        if (this.#wanted.has(path) || ownedElsewhere(path, index, indexes, selected)) continue;
        const found = look(path);
        if (found.is === 'nothing') continue;
        if (found.is === 'other') this.#findings.push(inTheWay(path, found.what));
        else if (overwrite || isOurs(found.content, [{ ...owned, conflicted: index.conflicted }]))
          deleted.push(path);
        else this.#findings.push(edited(path));
      }
    }
    return deleted.sort(byText);
  }
}

/** What became of a cluster. */
export interface Planned {
  /** The text of its index. */
  readonly index: string;
  /** Whether all of it is there already. */
  readonly unchanged: boolean;
}

interface Content {
  readonly content: Bytes;
  readonly sha256: string;
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
