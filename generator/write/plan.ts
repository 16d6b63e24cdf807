import { byText } from '../core/compare.ts';
import type { Finding } from '../core/finding.ts';
import {
  type ClusterPlan,
  Decider,
  type PlanGround,
  type Removal,
  type Share,
  type WantedCluster,
  type Write,
} from './decide.ts';
import { isDraft } from './draft.ts';
import { edited, inTheWay, isOurs } from './ours.ts';
import { type Index, ignorePath, ignoreText, indexPath } from './ownership.ts';
import { type Many, Packed } from './packed.ts';

/** Between deciding and doing: what a run would change, to be printed, tested, applied. */
export interface WritePlan {
  readonly create: Many<Write>;
  readonly update: Many<Write>;
  readonly delete: Many<string>;
  readonly unchanged: Many<string>;
  /** The tool's own files that change with it: the indexes first of all. */
  readonly bookkeeping: readonly (Write | Removal)[];
  /** What says that a part of a cluster is as an index has it already: others may be about to say more. */
  readonly parts: readonly Write[];
  readonly findings: readonly Finding[];
}

export interface PlanInput extends PlanGround {
  readonly wanted: readonly WantedCluster[];
  /** Clusters whose files go: the model no longer holds them. */
  readonly gone: ReadonlySet<string>;
}

/** A plan for all that is wanted. Touches nothing. */
export function plan({ wanted, gone, ...ground }: PlanInput): WritePlan {
  const [decider, planner] = [new Decider(ground), new Planner(ground)];
  for (const each of wanted) planner.adopt(decider.decide(each), each.share);
  return planner.finish(gone);
}

type Before = Pick<PlanGround, 'indexes' | 'found' | 'overwrite'>;

/** A plan that is made cluster by cluster: of what does not change no content is kept, and of what does no more than where it lies. */
export class Planner {
  readonly #ground: Before;
  readonly #indexes: ReadonlyMap<string, Index>;
  readonly #create = new Writes();
  readonly #update = new Writes();
  readonly #unchanged = new Packed<string>();
  /** Paths that are wanted and cannot be had, or that somebody else renders. */
  readonly #others = new Packed<string>();
  readonly #left = new Packed<Left>();
  readonly #bookkeeping: (Write | Removal)[] = [];
  readonly #parts: Write[] = [];
  readonly #findings: Finding[] = [];
  readonly #clusters = new Set<string>();

  constructor(ground: Before) {
    this.#ground = ground;
    this.#indexes = new Map(ground.indexes.map((index) => [index.cluster, index]));
  }

  /** Takes up what was decided of a cluster, or of a share of it. */
  adopt({ cluster, paths, ...decided }: ClusterPlan, share?: Share): void {
    this.#clusters.add(cluster);
    for (const each of decided.create) this.#create.add(each);
    for (const each of decided.update) this.#update.add(each);
    for (const path of decided.unchanged) this.#unchanged.add(path);
    const { create, update, unchanged } = decided;
    if (paths.length > create.length + update.length + unchanged.length) {
      const taken = new Set([...[...create, ...update].map(({ path }) => path), ...unchanged]);
      for (const path of paths) if (!taken.has(path)) this.#others.add(path);
    }
    this.#leave(cluster, paths, share);
    this.#bookkeeping.push(...decided.bookkeeping);
    this.#parts.push(...decided.parts);
    this.#findings.push(...decided.findings);
  }

  /** A cluster that is there as it would be rendered. */
  addUnchanged({ cluster, files }: Index): void {
    this.#clusters.add(cluster);
    for (const path of files.keys()) this.#unchanged.add(path);
  }

  finish(gone: ReadonlySet<string>): WritePlan {
    const { found } = this.#ground;
    for (const cluster of gone) this.#leave(cluster, []);
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

  /** What an index has and nobody of its cluster wants. */
  #leave(cluster: string, paths: readonly string[], share?: Share): void {
    const index = this.#indexes.get(cluster);
    if (index === undefined) return;
    const wanted = new Set(paths);
    for (const [path, { sha256, owner }] of index.files)
      if (!wanted.has(path) && share?.holds(owner) !== false) this.#left.add([path, sha256, cluster]);
  }

  /** What is left, and is there as it was written, and of nobody else. */
  #deleted(gone: ReadonlySet<string>): readonly string[] {
    if (this.#left.length === 0) return [];
    const { found: look, overwrite } = this.#ground;
    const kept = this.#kept(new Set([...this.#left].map(([path]) => path)), gone);
    const deleted = new Set<string>();
    for (const [path, sha256, cluster] of this.#left) {
      if (kept.has(path)) continue;
      const found = look(path);
      if (found.is === 'nothing') continue;
      const conflicted = this.#indexes.get(cluster)?.conflicted === true;
      if (found.is === 'other') this.#findings.push(inTheWay(path, found.what));
      else if (overwrite || isOurs(found.content, [{ sha256, owner: '', conflicted }])) deleted.add(path);
      else this.#findings.push(edited(path));
    }
    return [...deleted].sort(byText);
  }

  /** Of these paths those that somebody wants, or that a cluster has which stays as it is. */
  #kept(paths: ReadonlySet<string>, gone: ReadonlySet<string>): ReadonlySet<string> {
    const kept = new Set<string>();
    const note = (path: string): void => {
      if (paths.has(path)) kept.add(path);
    };
    for (const { path } of this.#create) note(path);
    for (const { path } of this.#update) note(path);
    for (const path of this.#unchanged) note(path);
    for (const path of this.#others) note(path);
    for (const { cluster, files } of this.#ground.indexes)
      if (!this.#clusters.has(cluster) && !gone.has(cluster)) for (const path of files.keys()) note(path);
    return kept;
  }
}

type Left = readonly [path: string, sha256: string, cluster: string];

/** What is to be written: where it lies on the disk already, that is all that is kept of it. */
class Writes implements Many<Write> {
  readonly #drafted = new Packed<readonly [path: string, draft: number]>();
  readonly #others: Write[] = [];

  get length(): number {
    return this.#drafted.length + this.#others.length;
  }

  add(each: Write): void {
    if (isDraft(each.content)) this.#drafted.add([each.path, each.content.draft]);
    else this.#others.push(each);
  }

  *[Symbol.iterator](): Iterator<Write> {
    for (const [path, draft] of this.#drafted) yield { path, content: { draft } };
    yield* this.#others;
  }
}

/** Whether applying it would change a byte. */
export function isEmpty(plan: WritePlan): boolean {
  return plan.create.length + plan.update.length + plan.delete.length + plan.bookkeeping.length === 0;
}
