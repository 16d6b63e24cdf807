import type { Json } from '../core/json.ts';
import { own } from '../core/json.ts';
import type { Ranged } from './format.ts';
import { readShipped } from './location.ts';
import { within } from './range.ts';

/** Holds only while sibling fields have one of these values. */
type Condition = Readonly<Record<string, readonly Json[]>>;

/** What the server fills in where the published schema is silent: a value, or one it computes. */
export interface ServerDefault extends Ranged {
  readonly field: string;
  readonly value?: Json;
  /** How the server arrives at it, for people. */
  readonly computed?: string;
  readonly when?: Condition;
  /** Only where no other field of the object is set. */
  readonly unlessAny?: boolean;
  /** Only inside these kinds. */
  readonly only?: readonly string[];
}

/** What the server demands where the published schema does not. */
export interface ServerRequired extends Ranged {
  readonly field: string;
  readonly when?: Condition;
  readonly unless?: Condition;
}

type Table<T> = Readonly<Record<string, readonly T[]>>;

/** Written by hand in `schemas/`, keyed by `group/version#Definition`: one source for types, defaulting and rules. */
function rows<T>(table: string, definition: string): readonly T[] {
  if (!definition.includes('#')) return [];
  const rowsOf = own(readShipped(table) as Table<T>, definition) as readonly T[] | undefined;
  return rowsOf ?? [];
}

export function serverDefaults(definition: string): readonly ServerDefault[] {
  return rows('server-defaults.json', definition);
}

export function serverRequired(definition: string): readonly ServerRequired[] {
  return rows('server-required.json', definition);
}

/** A field that is dropped unless a feature gate is on; off by default in the releases of its range. */
export interface GatedField extends Ranged {
  readonly field: string;
  readonly gate: string;
}

const gatedTable = 'gated-fields.json';

export function gatedFields(definition: string): readonly GatedField[] {
  return rows(gatedTable, definition);
}

const names = new Map<string, ReadonlySet<string>>();

/** What gated fields of a release are called, of whatever definition. */
export function gatedNames(release: string): ReadonlySet<string> {
  let found = names.get(release);
  if (found === undefined) {
    const all = Object.values(readShipped(gatedTable) as Table<GatedField>).flat();
    found = new Set(all.filter((row) => within(row, release)).map(({ field }) => field));
    names.set(release, found);
  }
  return found;
}

/** Fields in which an empty text is a value, not the lack of one: it is none of those that are allowed. */
export function pointerTexts(definition: string): readonly string[] {
  return rows('pointer-texts.json', definition);
}

/** Fields whose listed values are not all that the server takes. */
export function openEnums(definition: string): readonly string[] {
  return rows('open-enums.json', definition);
}
