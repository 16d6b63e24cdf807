import type { Definition } from '../../facts/definition.ts';
import { tableKey } from '../../facts/home.ts';
import type { Releases } from '../../facts/json-schema.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { within } from '../../facts/range.ts';
import { type ReleaseSchema, releaseKey, schemaOfKind } from '../../facts/release-schema.ts';
import type { Mistake } from '../complaint.ts';
import type { Fill } from './computed.ts';
import { fillsOf } from './defaults.ts';
import { Fields, type Inquiry } from './fields.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';

/** What is done with a structure: what the server fills in, what it asks, and the same below. */
interface Plan {
  readonly fills: readonly Fill[];
  readonly checks: readonly Rule['check'][];
  readonly filled: readonly Step[];
  /** By the field that leads there. */
  readonly checked: ReadonlyMap<string, Step>;
}

interface Step {
  readonly name: string;
  readonly many: 'one' | 'list' | 'map';
  readonly plan: Plan;
}

/** What rules say of an object whose structure is known; it is changed: what the server fills in is there afterwards. */
export type Asker = (object: object) => readonly Mistake[];

/** The rules of a kind, ready to be asked of any number of objects. */
export function askerOf(facts: KindFacts, releases: Releases, asked: readonly Rule[] = rules): Asker {
  const plan = planOf(facts, releases, asked);
  return (object) => {
    fill(object as Values, plan);
    const inquiry: Inquiry = { facts, release: releases.kubernetes, mistakes: [] };
    check(new Fields(object, inquiry), plan);
    return inquiry.mistakes;
  };
}

export function ruleMistakesOf(
  object: object,
  facts: KindFacts,
  releases: Releases,
  asked: readonly Rule[] = rules,
): readonly Mistake[] {
  return askerOf(facts, releases, asked)(object);
}

/** Fills in what the server does, and takes away what it does not look at, in place. */
export function fillIn(object: object, facts: KindFacts, releases: Releases): void {
  fill(object as Values, planOf(facts, releases, rules));
}

type Values = Record<string, unknown>;

function fill(values: Values, plan: Plan): void {
  for (const each of plan.fills) each(values);
  for (const { name, many, plan: below } of plan.filled) {
    const value = values[name];
    if (typeof value !== 'object' || value === null) continue;
    if (many === 'one') {
      if (!Array.isArray(value)) fill(value as Values, below);
    } else
      for (const item of Array.isArray(value) ? value : Object.values(value))
        if (typeof item === 'object' && item !== null) fill(item, below);
  }
}

function check(fields: Fields, plan: Plan): void {
  for (const each of plan.checks) each(fields);
  if (plan.checked.size === 0) return;
  const { values } = fields;
  for (const name of Object.keys(values)) {
    const step = plan.checked.get(name);
    const value = step === undefined ? undefined : values[name];
    if (step === undefined || typeof value !== 'object' || value === null) continue;
    const { many, plan: below } = step;
    if (many === 'one') check(fields.in(name), below);
    else for (const item of many === 'list' ? fields.each(name) : fields.eachKey(name)) check(item, below);
  }
  // A spec that is not there is an empty one.
  const spec =
    fields.parent === undefined && values.spec === undefined ? plan.checked.get('spec') : undefined;
  if (spec !== undefined) check(fields.in('spec'), spec.plan);
}

const plans = new WeakMap<readonly Rule[], Map<Definition, Map<string, Plan>>>();

function planOf(facts: KindFacts, releases: Releases, asked: readonly Rule[]): Plan {
  const kinds = plans.get(asked) ?? new Map<Definition, Map<string, Plan>>();
  plans.set(asked, kinds);
  const known = kinds.get(facts.root) ?? new Map<string, Plan>();
  kinds.set(facts.root, known);
  const key = releaseKey(facts, releases);
  let plan = known.get(key);
  if (plan === undefined) {
    const release = releases.kubernetes ?? facts.file.releases.at(-1) ?? '';
    plan = new Planner(facts, release, asked).root(schemaOfKind(facts, releases));
    known.set(key, plan);
  }
  return plan;
}

const byRules = new WeakMap<readonly Rule[], ReadonlyMap<string, readonly Rule[]>>();

/** Rules by what they are on. */
function byStructure(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const known = byRules.get(rules);
  if (known !== undefined) return known;
  const made = new Map<string, Rule[]>();
  for (const each of rules)
    for (const key of each.on) {
      const list = made.get(key);
      if (list === undefined) made.set(key, [each]);
      else list.push(each);
    }
  byRules.set(rules, made);
  return made;
}

const nothing: Plan = { fills: [], checks: [], filled: [], checked: new Map() };

class Planner {
  readonly #asked: ReadonlyMap<string, readonly Rule[]>;
  readonly #facts: KindFacts;
  readonly #release: string;
  readonly #made = new Map<Definition, Plan>();

  constructor(facts: KindFacts, release: string, asked: readonly Rule[]) {
    this.#asked = byStructure(asked);
    this.#facts = facts;
    this.#release = release;
  }

  root(schema: ReleaseSchema): Plan {
    const general = this.#checks('*');
    // What a custom resource holds is for its definition to say.
    const plan = this.#facts.custom ? nothing : this.#plan(schema);
    return { ...plan, checks: [...general, ...plan.checks] };
  }

  #plan(schema: ReleaseSchema): Plan {
    const { definition } = schema;
    if (definition === undefined) return nothing;
    const known = this.#made.get(definition);
    if (known !== undefined) return known;
    // A structure within itself: nothing is asked of those that are.
    this.#made.set(definition, nothing);
    const steps = schema.fieldNames.flatMap((name) => this.#step(schema, name));
    const key = tableKey(definition);
    const plan = {
      fills: fillsOf(key, schema, this.#facts, this.#release),
      checks: this.#checks(key.replace(/\/[^#]*/, '')),
      filled: steps.filter(({ plan }) => plan.fills.length + plan.filled.length > 0),
      checked: new Map(
        steps
          .filter(({ plan }) => plan.checks.length + plan.checked.size > 0)
          .map((step) => [step.name, step] as const),
      ),
    };
    this.#made.set(definition, plan);
    return plan;
  }

  #step(schema: ReleaseSchema, name: string): readonly Step[] {
    const field = schema.field(name);
    if (field === undefined) return [];
    const [many, below] = field.structure
      ? (['one', field] as const)
      : field.items() !== undefined
        ? (['list', field.items()] as const)
        : (['map', field.values()] as const);
    return below === undefined ? [] : [{ name, many, plan: this.#plan(below) }];
  }

  #checks(key: string): readonly Rule['check'][] {
    return (this.#asked.get(key) ?? [])
      .filter((each) => within(each, this.#release))
      .map(({ check: made }) => made);
  }
}
