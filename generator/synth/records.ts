import { isAbsolute, join, relative } from 'node:path';
import type { Finding } from '../core/finding.ts';
import { sha256Of } from '../core/sha256.ts';
import { keep, keptText } from '../project/cache.ts';
import { builtFrom } from '../project/code-store.ts';
import type { Input, Witness } from '../project/inputs.ts';
import { surroundings } from '../project/surroundings.ts';

/** What a cluster was rendered to, without a byte of it: its index says what its files hold. */
export interface ClusterRecord {
  readonly cluster: string;
  readonly environment: string;
  /** The sha256 of its index's text. */
  readonly index: string;
  /** What was said of it, before anything is ignored: when it was rendered, when it was judged. */
  readonly said: readonly Finding[];
  readonly judged: readonly Finding[];
  /** Of what changes, seen from the index with this id in git. */
  readonly changes: readonly Finding[];
  readonly committed: string | undefined;
}

/** What stacks were rendered to, and all that it depends on. */
export interface StackRecord {
  readonly inputs: readonly Input[];
  readonly clusters: readonly ClusterRecord[];
}

/** What a run was asked for, as far as it makes a difference to what is rendered. */
export interface Question {
  readonly environments: readonly string[];
  readonly set: readonly string[];
  /** The folder of the result: what lies there beside may be listed. */
  readonly output: string;
  /** The stacks that were rendered together. */
  readonly stacks: readonly string[];
}

/** So many results of one question are kept: branches come and go. */
const most = 4;

/** Results by what was asked and what it was made from; names of inputs are relative to the project, so that a clone knows them too. */
export class Records {
  readonly #root: string;
  readonly #folder: string | undefined;

  constructor(root: string, cache: string | undefined) {
    this.#root = root;
    this.#folder = builtFrom() === undefined ? undefined : cache;
  }

  /** What was made from what is there now. */
  find(question: Question, witness: Witness): StackRecord | undefined {
    return this.#all(question).find(({ inputs }) => witness.confirms(this.#absolute(inputs)));
  }

  keep(question: Question, record: StackRecord): void {
    const path = this.#pathOf(question);
    if (path === undefined) return;
    const inputs = record.inputs.map((input) => ({ ...input, name: this.#within(input.name) }));
    const same = sha256Of(JSON.stringify(inputs));
    const others = this.#all(question).filter((each) => sha256Of(JSON.stringify(each.inputs)) !== same);
    keep(path, JSON.stringify([{ ...record, inputs }, ...others].slice(0, most)));
  }

  #all(question: Question): readonly StackRecord[] {
    const path = this.#pathOf(question);
    const text = path === undefined ? undefined : keptText(path);
    try {
      return text === undefined ? [] : (JSON.parse(text) as readonly StackRecord[]);
    } catch {
      return [];
    }
  }

  #pathOf(question: Question): string | undefined {
    if (this.#folder === undefined) return undefined;
    const { environments, set, stacks } = question;
    const output = this.#within(question.output);
    const key = JSON.stringify([format, builtFrom(), surroundings(), environments, set, output, stacks]);
    return join(this.#folder, `render-${sha256Of(key)}.json`);
  }

  #absolute(inputs: readonly Input[]): readonly Input[] {
    return inputs.map((input) =>
      input.kind === 'program' ? input : { ...input, name: join(...this.#from(input.name)) },
    );
  }

  #from(name: string): readonly string[] {
    return isAbsolute(name) ? [name] : [this.#root, name];
  }

  #within(name: string): string {
    const below = relative(this.#root, name);
    return !isAbsolute(name) || below.startsWith('..') ? name : below;
  }
}

const format = 'render 1';
