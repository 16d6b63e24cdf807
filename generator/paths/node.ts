import { finding } from '../core/codes.ts';
import type { Json } from '../core/json.ts';
import { isRecord } from '../core/json.ts';
import { PatchError } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Definition } from '../facts/definition.ts';
import { definitionOf, fieldOf, itemsOf, type Located, shapeOf, valuesOf } from '../facts/resolve.ts';
import { dataOf, type PathData, type PlaceInList, type Step, withData } from './data.ts';
import { keyDefaults } from './keys.ts';
import { stepsText, text } from './text.ts';

/**
 * Nodes are plain frozen objects over a prototype made from facts: a getter a field. The prototypes have no
 * prototype themselves, so fields called `constructor` or `__proto__` are fields like any other.
 */
export function nodeOf(path: PathData): object {
  return Object.freeze(withData(Object.create(prototypeOf(path.located)) as object, path));
}

/** A step below what the schema leaves open, of any kind. */
export function openStep(parent: object, step: Step): object {
  return next(parent, step, undefined);
}

/** Whether anything may stand at a place. */
export function isOpenPlace(located: Located | undefined): boolean {
  return prototypeOf(located) === open;
}

/** The node one step further. */
function next(parent: object, step: Step, located: Located | undefined): object {
  const { kind, steps } = dataOf(parent);
  return nodeOf({ kind, steps: [...steps, step], located });
}

function prototypeOf(located: Located | undefined): object {
  if (located === undefined) return open;
  const definition = definitionOf(located);
  if (definition !== undefined && definition.fieldNames.length > 0) return fieldsPrototype(definition);
  const { items, type, values, preserve, ref, ...rest } = shapeOf(located);
  if (items !== undefined) return list;
  if (values !== undefined) return map;
  const anything = type === undefined && rest.oneOf === undefined && rest.intOrString !== true;
  if (anything || preserve === true || type === 'object' || type === 'array') return open;
  return leaf;
}

const leaf = Object.create(missing(() => [])) as object;

const map = methods({
  key: (node) => (name: string) => next(node, { step: 'key', name }, valuesOf(locatedOf(node))),
});

const open = methods({
  field: (node) => (name: string) => next(node, { step: 'field', name }, undefined),
  key: (node) => (name: string) => next(node, { step: 'key', name }, undefined),
  at: (node) => (index: number) => next(node, { step: 'index', index }, undefined),
});

const list = methods({
  at: (node) => (index: number) => item(node, { step: 'index', index }),
  first: (node) => item(node, { step: 'index', index: 0 }),
  last: (node) => item(node, { step: 'index', index: -1 }),
  each: (node) => item(node, { step: 'each' }),
  named: (node) => (name: string) => item(node, matching(node, 'item', { name })),
  item: (node) => (match: Json) => item(node, matching(node, 'item', match)),
  where: (node) => (match: Json) => item(node, matching(node, 'where', match)),
  start: (node) => place(node, { side: 'before' }),
  end: (node) => place(node, { side: 'after' }),
  before: (node) => (target: Json) => place(node, { side: 'before', item: selecting(node, target) }),
  after: (node) => (target: Json) => place(node, { side: 'after', item: selecting(node, target) }),
});

/** The item of a list that a step selects. */
export function item(node: object, step: Step): object {
  return next(node, step, itemsOf(shaped(node)));
}

/** A step that selects by values; keys the server defaults are filled in for `item`. */
export function matching(node: object, step: 'item' | 'where', match: Json): Step {
  const defaults = keyDefaults(shaped(node));
  const byName = isRecord(match) && 'name' in match && Object.keys(match).length === 1;
  const filled =
    step === 'item' && isRecord(match) && !byName ? { ...match, ...unnamed(defaults, match) } : match;
  return { step, match: filled as Json, defaults };
}

function unnamed(defaults: Readonly<Record<string, Json>>, match: object): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(defaults).filter(([key]) => !Object.hasOwn(match, key)));
}

function selecting(node: object, target: Json): Step {
  return typeof target === 'number' ? { step: 'index', index: target } : matching(node, 'item', target);
}

function place(node: object, where: PlaceInList): object {
  const { kind, steps, located } = dataOf(node);
  return Object.freeze(
    withData(Object.create(leaf) as object, {
      kind,
      steps,
      located: located && itemsOf(shaped(node)),
      place: where,
    }),
  );
}

function locatedOf(node: object): Located {
  return dataOf(node).located as Located;
}

/** A list can stand behind a reference: its items are then those of the definition. */
function shaped(node: object): Located {
  const located = locatedOf(node);
  return { node: shapeOf(located), file: definitionOf(located)?.file ?? located.file };
}

const prototypes = new WeakMap<Definition, object>();

function fieldsPrototype(definition: Definition): object {
  let prototype = prototypes.get(definition);
  if (prototype === undefined) {
    prototype = Object.create(missing(() => definition.fieldNames)) as object;
    if (!definition.fieldNames.includes('field'))
      getter(prototype, 'field', (node) => (name: string) => field(node, name));
    for (const name of definition.fieldNames) getter(prototype, name, (node) => field(node, name));
    prototypes.set(definition, prototype);
  }
  return prototype;
}

/** A field of an object node; a name that the schema does not have is an error that lists what it has. */
export function field(node: object, name: string): object {
  const located = locatedOf(node);
  const below = fieldOf(located, name) ?? valuesOf(located);
  if (below === undefined) throw unknownField(node, name, definitionOf(located)?.fieldNames ?? []);
  return next(node, { step: 'field', name }, below);
}

function unknownField(node: object, name: string, names: readonly string[]): PatchError {
  const { kind, steps } = dataOf(node);
  const within = steps.length === 0 ? kind.kind : `${kind.kind} ${stepsText(steps)}`;
  const hint = didYouMean(name, names);
  return new PatchError([
    finding('patch/unknown-field', `${within} has no field ${name}${hint === undefined ? '' : `; ${hint}`}`, {
      resource: { apiVersion: kind.apiVersion, kind: kind.kind },
      path: stepsText([...steps, { step: 'field', name }]),
    }),
  ]);
}

function methods(members: Readonly<Record<string, (node: object) => unknown>>): object {
  const prototype = Object.create(missing(() => Object.keys(members))) as object;
  for (const [name, make] of Object.entries(members)) getter(prototype, name, make);
  return prototype;
}

function getter(target: object, name: string, make: (node: object) => unknown): void {
  Object.defineProperty(target, name, {
    get(this: object) {
      return make(this);
    },
  });
}

/** Names that languages and tools ask every value for: answering them is no typing mistake. */
const asked = new Set([
  'then',
  'toJSON',
  'toString',
  'valueOf',
  'constructor',
  'inspect',
  'asymmetricMatch',
  'nodeType',
  'tagName',
  '$$typeof',
  'hasAttribute',
]);

const inspected = Symbol.for('nodejs.util.inspect.custom');

/** The end of every prototype chain: says what there is instead of answering undefined. */
function missing(names: () => readonly string[]): object {
  return new Proxy(Object.freeze(Object.create(null) as object), {
    get(_target, name, receiver) {
      if (name === inspected) return () => `Path(${dataOf(receiver).kind.kind} ${text(receiver)})`;
      if (typeof name === 'symbol' || asked.has(name) || name.startsWith('@@')) return undefined;
      if (valuesOf(dataOf(receiver).located ?? { node: {}, file: dataOf(receiver).kind.file }) !== undefined)
        return field(receiver, name);
      throw unknownField(receiver, name, names());
    },
  });
}
