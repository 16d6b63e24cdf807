import { byText } from '../core/compare.ts';
import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';
import { type Bytes, sameBytes } from './bytes.ts';
import { type Claim, claims, edited, inTheWay, isOurs, notOurs, ownedElsewhere } from './ours.ts';
import {
  type Index,
  ignorePath,
  ignoreText,
  indexPath,
  type Owned,
  partPath,
  printIndex,
} from './ownership.ts';
import type { Part } from './parts.ts';

/** What should be there. */
export interface Wanted {
  readonly content: Bytes;
  readonly owner: string;
}

export interface WantedCluster {
  /** Where only a part of it is wanted now. */
  readonly share?: Share | undefined;
  readonly cluster: string;
  readonly environment: string;
  readonly files: ReadonlyMap<string, Wanted>;
}

/** A part of a cluster: what is not of it is left alone. */
export interface Share {
  readonly index: number;
  readonly of: number;
  /** Whether it is what belongs to an owner. */
  readonly holds: (owner: string) => boolean;
  /** Paths of the whole cluster: none of them goes. */
  readonly paths: readonly string[];
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
  /** What says that a part of a cluster is as an index has it already: others may be about to say more. */
  readonly parts: readonly Write[];
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
  /** Whether a file is known to hold this; false where nobody knows. */
  readonly holds?: (path: string, wanted: Content) => boolean;
  /** What other machines have written of clusters. */
  readonly parts?: ReadonlyMap<string, readonly Part[]>;
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
  readonly #bookkeeping: (Write | { readonly path: string; readonly content: undefined })[] = [];
  readonly #parts: Write[] = [];
  readonly #shares = new Map<string, Share>();
  readonly #findings: Finding[] = [];
  readonly #wanted = new Set<string>();
  readonly #clusters = new Set<string>();

  constructor(ground: PlanGround) {
    this.#ground = ground;
    this.#indexes = new Map(ground.indexes.map((index) => [index.cluster, index]));
    this.#known = claims(ground.indexes);
  }

  add({ cluster, environment, files, share }: WantedCluster): Planned {
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
    const path = share === undefined ? indexPath(cluster) : partPath(cluster, share);
    if (share === undefined) this.#drop(this.#partsOf(cluster));
    else this.#addShare(cluster, environment, share);
    const found = this.#ground.found(path);
    const same = this.#indexes.has(cluster) && found.is === 'file' && sameBytes(found.content, content);
    const whole = share !== undefined && this.#isWritten(cluster, owned, share);
    if (!same) (whole ? this.#parts : this.#bookkeeping).push({ path, content });
    return { index: content, unchanged: same && this.#changes() === before };
  }

  #addShare(cluster: string, environment: string, share: Share): void {
    this.#shares.set(cluster, share);
    for (const path of share.paths) this.#wanted.add(path);
    const stale = this.#partsOf(cluster).filter(({ of }) => of !== share.of);
    if (stale.length === 0) return;
    // Divided otherwise before: what is known goes into the index.
    const known = this.#indexes.get(cluster);
    if (known !== undefined)
      this.#bookkeeping.push({ path: indexPath(cluster), content: printIndex({ ...known, environment }) });
    this.#drop(stale);
  }

  /** Whether the index of the whole cluster says the same of a part, and nobody is about to say something else. */
  #isWritten(cluster: string, owned: ReadonlyMap<string, Owned>, { holds }: Share): boolean {
    const known = this.#indexes.get(cluster);
    if (known === undefined || known.conflicted) return false;
    const were = [...known.files].filter(([path, { owner }]) => owned.has(path) || holds(owner));
    return (
      were.length === owned.size &&
      were.every(([path, was]) => {
        const is = owned.get(path);
        return is?.sha256 === was.sha256 && is.owner === was.owner;
      })
    );
  }

  #partsOf(cluster: string): readonly Part[] {
    return this.#ground.parts?.get(cluster) ?? [];
  }

  #drop(parts: readonly Part[]): void {
    for (const { path } of parts) this.#bookkeeping.push({ path, content: undefined });
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
      parts: this.#parts,
      findings: this.#findings,
    };
  }

  #changes(): number {
    return this.#create.length + this.#update.length + this.#findings.length;
  }

  #decide(path: string, wanted: Content): 'create' | 'update' | 'unchanged' | Finding {
    const { found: look, holds, overwrite } = this.#ground;
    if (holds?.(path, wanted) === true) return 'unchanged';
    const found = look(path);
    if (found.is === 'nothing') return 'create';
    if (found.is === 'other') return inTheWay(path, found.what);
    if (sameBytes(found.content, wanted.content)) return 'unchanged';
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
        if (this.#shares.get(index.cluster)?.holds(owned.owner) === false) continue;
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

/** What a file should hold. */
export interface Content {
  readonly content: Bytes;
  readonly sha256: string;
}

/** Whether applying it would change a byte. */
export function isEmpty(plan: WritePlan): boolean {
  return plan.create.length + plan.update.length + plan.delete.length + plan.bookkeeping.length === 0;
}
