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
import { edited, inTheWay, isOurs, ownedElsewhere } from './ours.ts';
import { type Index, ignorePath, ignoreText, indexPath } from './ownership.ts';

/** Between deciding and doing: what a run would change, to be printed, tested, applied. */
export interface WritePlan {
  readonly create: readonly Write[];
  readonly update: readonly Write[];
  readonly delete: readonly string[];
  readonly unchanged: readonly string[];
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

/** A plan that is made cluster by cluster: of what does not change no content is kept. */
export class Planner {
  readonly #ground: Before;
  readonly #create: Write[] = [];
  readonly #update: Write[] = [];
  readonly #unchanged: string[] = [];
  readonly #bookkeeping: (Write | Removal)[] = [];
  readonly #parts: Write[] = [];
  readonly #findings: Finding[] = [];
  readonly #shares = new Map<string, Share>();
  readonly #wanted = new Set<string>();
  readonly #clusters = new Set<string>();

  constructor(ground: Before) {
    this.#ground = ground;
  }

  /** Takes up what was decided of a cluster, or of a share of it. */
  adopt({ cluster, paths, ...decided }: ClusterPlan, share?: Share): void {
    this.#clusters.add(cluster);
    if (share !== undefined) this.#shares.set(cluster, share);
    for (const path of paths) this.#wanted.add(path);
    for (const each of decided.create) this.#create.push(each);
    for (const each of decided.update) this.#update.push(each);
    for (const path of decided.unchanged) this.#unchanged.push(path);
    this.#bookkeeping.push(...decided.bookkeeping);
    this.#parts.push(...decided.parts);
    this.#findings.push(...decided.findings);
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

/** Whether applying it would change a byte. */
export function isEmpty(plan: WritePlan): boolean {
  return plan.create.length + plan.update.length + plan.delete.length + plan.bookkeeping.length === 0;
}
