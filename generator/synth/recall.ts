import { sha256Of } from '../core/sha256.ts';
import { committedIds, idOf } from '../project/committed.ts';
import { findStacks } from '../project/find.ts';
import { Witness } from '../project/inputs.ts';
import { type Index, indexFolder } from '../write/ownership.ts';
import type { Seen } from '../write/seen.ts';
import type { Written } from '../write/shelf.ts';
import type { Tree } from '../write/tree.ts';
import type { Project } from './project.ts';
import { type ClusterRecord, type Question, Records, type StackRecord } from './records.ts';
import type { Request } from './synth.ts';

/** What need not be rendered, because it was, and lies in the output; and what must be. */
export interface Recalled {
  readonly clusters: readonly Remembered[];
  /** Files of the stacks that must be. */
  readonly stacks: readonly string[];
}

/** A cluster that is as it was rendered. */
export interface Remembered extends ClusterRecord {
  readonly written: Index;
}

/** Results of earlier runs, as far as they are of use to this one. */
export class Memory {
  readonly records: Records;
  readonly witness: Witness = new Witness();
  readonly #project: Project;
  readonly #request: Request;
  readonly #seen: Seen;
  readonly #tree: Tree;
  readonly #committed: Promise<ReadonlyMap<string, string> | undefined>;

  constructor(project: Project, request: Request, tree: Tree, seen: Seen) {
    this.#project = project;
    this.#request = request;
    this.#seen = seen;
    this.#tree = tree;
    this.records = new Records(project.root, project.cache);
    this.#committed = committedIds(project.output, request.against ?? 'HEAD', indexFolder);
  }

  /** The id in git of the index that changes of a cluster are judged from. */
  async committed(cluster: string): Promise<string | undefined> {
    return (await this.#committed)?.get(cluster);
  }

  /** All stacks of one question, or each by itself. */
  question(stacks: readonly string[]): Question {
    const { environments, set } = this.#request;
    return { environments, set, output: this.#project.output, stacks };
  }

  async recall(): Promise<Recalled> {
    const { root, config } = this.#project;
    const stacks = await findStacks(root, config.stacks, this.#request.stacks);
    this.#request.stage('compare');
    // A revision that is not there is a mistake, and said where it is looked for.
    if (this.#request.against !== undefined && (await this.#committed) === undefined)
      return { clusters: [], stacks };
    const together = await this.#find(stacks);
    if (together !== undefined) return { clusters: together, stacks: [] };
    if (stacks.length < 2) return { clusters: [], stacks };
    const clusters: Remembered[] = [];
    const unknown: string[] = [];
    for (const stack of stacks) {
      const found = await this.#find([stack]);
      if (found === undefined) unknown.push(stack);
      else clusters.push(...found);
    }
    // Whether anybody declares a setting is known when all are loaded.
    const partly = this.#request.set.length === 0 || unknown.length === 0;
    return partly ? { clusters, stacks: unknown } : { clusters: [], stacks };
  }

  async #find(stacks: readonly string[]): Promise<readonly Remembered[] | undefined> {
    const record = this.records.find(this.question(stacks), this.witness);
    return record && this.#standing(record);
  }

  /** What is in the output as it was recorded; undefined where anything is not. */
  async #standing({ clusters }: StackRecord): Promise<readonly Remembered[] | undefined> {
    const standing: Remembered[] = [];
    for (const record of clusters) {
      const written = this.#tree.indexed().get(record.cluster);
      if (written === undefined || written.sha256 !== record.index) return undefined;
      const changes = await this.#changes(record, written);
      if (changes === undefined || !this.#holds(written.index)) return undefined;
      this.#seen.keep(written);
      standing.push({ ...record, changes, written: written.index });
    }
    return standing;
  }

  /** Where nothing differs from what is committed, nothing changes; else it must be the same that was committed then. */
  async #changes(record: ClusterRecord, { text }: Written): Promise<ClusterRecord['changes'] | undefined> {
    const id = await this.committed(record.cluster);
    if (id === undefined || idOf(text(), id) === id) return [];
    return id === record.committed ? record.changes : undefined;
  }

  #holds({ cluster, files }: Index): boolean {
    for (const [path, { sha256 }] of files) {
      if (this.#seen.holds(cluster, path, sha256)) continue;
      const found = this.#tree.found(path);
      if (found.is !== 'file' || sha256Of(found.content) !== sha256) return false;
    }
    return true;
  }
}
