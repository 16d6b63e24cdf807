import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';
import { type Bytes, sameBytes } from './bytes.ts';
import type { Draft } from './draft.ts';
import { type Claim, claims, edited, inTheWay, isOurs, notOurs } from './ours.ts';
import { type Index, indexPath, type Owned, partPath, printIndex } from './ownership.ts';
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
  readonly content: Bytes | Draft;
}

export interface Removal {
  readonly path: string;
  readonly content: undefined;
}

/** What decisions are made from, beside what is wanted. */
export interface PlanGround {
  /** Every index of the output, also of clusters that are not rendered now. */
  readonly indexes: readonly Index[];
  readonly found: (path: string) => Found;
  /** Whether a file of a cluster is known to hold this; false where nobody knows. */
  readonly holds?: (cluster: string, path: string, wanted: Content) => boolean;
  /** What other machines have written of clusters. */
  readonly parts?: ReadonlyMap<string, readonly Part[]>;
  /** Replaces files that were edited by hand, or that are not ours. */
  readonly overwrite: boolean;
}

/** What a file should hold. */
export interface Content {
  readonly content: Bytes;
  readonly sha256: string;
}

/** What becomes of a cluster, as data: whoever has rendered it decides, one plan takes it up. */
export interface ClusterPlan {
  readonly cluster: string;
  readonly environment: string;
  /** The text of its index. */
  readonly index: string;
  /** Whether all of it is there already. */
  readonly isThere: boolean;
  readonly create: readonly Write[];
  readonly update: readonly Write[];
  readonly unchanged: readonly string[];
  readonly bookkeeping: readonly (Write | Removal)[];
  readonly parts: readonly Write[];
  /** Every path that is spoken of, or that somebody else renders: none of them goes. */
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
}

type Decision = 'create' | 'update' | 'unchanged' | Finding;

/** Decides of clusters, file by file, from what is wanted, what was written last and what is there. Touches nothing. */
export class Decider {
  readonly #ground: PlanGround;
  readonly #indexes: ReadonlyMap<string, Index>;
  /** Worked out when a file is neither as it should be nor as its cluster's index says. */
  #known: ReadonlyMap<string, readonly Claim[]> | undefined;

  constructor(ground: PlanGround) {
    this.#ground = ground;
    this.#indexes = new Map(ground.indexes.map((index) => [index.cluster, index]));
  }

  decide({ cluster, environment, files, share }: WantedCluster): ClusterPlan {
    const [create, update, unchanged]: [Write[], Write[], string[]] = [[], [], []];
    const findings: Finding[] = [];
    const owned = new Map<string, Owned>();
    for (const [path, { content, owner }] of files) {
      const sha256 = sha256Of(content);
      owned.set(path, { sha256, owner });
      const decided = this.#decideFile(cluster, path, { content, sha256 });
      if (decided === 'create') create.push({ path, content });
      else if (decided === 'update') update.push({ path, content });
      else if (decided === 'unchanged') unchanged.push(path);
      else findings.push(decided);
    }
    const index = printIndex({ cluster, environment, files: owned });
    const path = share === undefined ? indexPath(cluster) : partPath(cluster, share);
    const found = this.#ground.found(path);
    const same = this.#indexes.has(cluster) && found.is === 'file' && sameBytes(found.content, index);
    const known = share !== undefined && this.#isKnown(cluster, owned, share);
    const written = same ? [] : [{ path, content: index }];
    return {
      ...{ cluster, environment, index, create, update, unchanged, findings },
      isThere: same && unchanged.length === files.size,
      bookkeeping: [...this.#without(cluster, environment, share), ...(known ? [] : written)],
      parts: known ? written : [],
      paths: [...owned.keys(), ...(share?.paths ?? [])],
    };
  }

  #decideFile(cluster: string, path: string, wanted: Content): Decision {
    const { found: look, holds, overwrite } = this.#ground;
    if (holds?.(cluster, path, wanted) === true) return 'unchanged';
    const found = look(path);
    if (found.is === 'nothing') return 'create';
    if (found.is === 'other') return inTheWay(path, found.what);
    if (sameBytes(found.content, wanted.content)) return 'unchanged';
    if (overwrite || this.#isWritten(cluster, path, found.content)) return 'update';
    this.#known ??= claims(this.#ground.indexes);
    const claimed = this.#known.get(path);
    if (claimed !== undefined && isOurs(found.content, claimed)) return 'update';
    return claimed === undefined ? notOurs(path) : edited(path);
  }

  /** Whether it is what the cluster's own index says. */
  #isWritten(cluster: string, path: string, content: Uint8Array): boolean {
    const index = this.#indexes.get(cluster);
    const owned = index?.files.get(path);
    return owned !== undefined && isOurs(content, [{ ...owned, conflicted: index?.conflicted === true }]);
  }

  /** Parts that are no more: all of them for who renders the whole, those of another division for who renders a part. */
  #without(cluster: string, environment: string, share: Share | undefined): readonly (Write | Removal)[] {
    const stale = (this.#ground.parts?.get(cluster) ?? []).filter(({ of }) => of !== share?.of);
    const known = this.#indexes.get(cluster);
    // What they say goes into the index, which says it from now on.
    const folded =
      share === undefined || known === undefined || stale.length === 0
        ? []
        : [{ path: indexPath(cluster), content: printIndex({ ...known, environment }) }];
    return [...folded, ...stale.map(({ path }) => ({ path, content: undefined }))];
  }

  /** Whether the index of the whole cluster says the same of a part already. */
  #isKnown(cluster: string, owned: ReadonlyMap<string, Owned>, { holds }: Share): boolean {
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
}
