import { isRecord } from '../../core/json.ts';
import type { Mistake } from '../complaint.ts';
import { groupOf, identityOf } from '../identity.ts';
import { Fields } from '../rules/fields.ts';

/** What somebody names: a kind by its group (any: `undefined`), and where. */
export interface Wanted {
  readonly group?: string | undefined;
  readonly kind: string;
  readonly name: string;
  /** Absent: of the whole cluster. */
  readonly namespace?: string | undefined;
}

/** One of many: of most nobody reads the fields. */
export class Member {
  readonly index: number;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Nothing said is `default`. */
  readonly namespace: string;
  readonly object: Readonly<Record<string, unknown>>;
  readonly #mistakes: Mistake[] = [];
  #fields: Fields | undefined;

  constructor(index: number, object: Readonly<Record<string, unknown>>) {
    const { apiVersion, kind, name = '', namespace = 'default' } = identityOf(object);
    this.index = index;
    this.object = object;
    this.group = groupOf(apiVersion);
    this.kind = kind;
    this.name = name;
    this.namespace = namespace;
  }

  get fields(): Fields {
    this.#fields ??= new Fields(this.object, { release: undefined, mistakes: this.#mistakes });
    return this.#fields;
  }

  /** What was said of it. */
  get mistakes(): readonly Mistake[] {
    return this.#mistakes;
  }
}

/** An object among others, as it is asked. */
export type Standing = Omit<Member, 'mistakes'>;

/** What makes pods: how they will be labelled, and what they run. */
export interface Workload extends Standing {
  readonly labels: Readonly<Record<string, unknown>>;
  readonly pod: Fields;
}

/** Those of some objects that say what they are; their places stay. */
export function membersOf(objects: readonly unknown[]): readonly Member[] {
  return objects
    .map((object, index) => (isRecord(object) ? new Member(index, object) : undefined))
    .filter((each) => each !== undefined && each.kind !== '' && each.name !== '') as readonly Member[];
}
