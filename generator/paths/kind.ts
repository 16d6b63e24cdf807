import { type KindFacts, kindFacts, kindIn } from '../facts/kinds.ts';
import { readFacts } from '../facts/location.ts';
import { nodeOf } from './node.ts';
import { parsePath } from './parse.ts';
import type { RootNode } from './types.ts';

/** An object of some kind. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a factory is given: all but the two fields that it sets itself. */
export type Fields<T> = { readonly [K in keyof T as K extends 'apiVersion' | 'kind' ? never : K]: T[K] };

/** One name a kind: a type, a factory, and where its paths begin. */
export interface Kind<T extends KubernetesObject> {
  (fields: Fields<T>): T;
  readonly apiVersion: T['apiVersion'];
  readonly kind: T['kind'];
  readonly path: RootNode<T>;
  readonly facts: KindFacts;
}

/** Where the facts of an imported kind are: a file URL. */
export interface Address {
  readonly href: string;
}

/** Kinds that the user imported: what `kindOf` looks through first. */
export const imported: Map<string, Kind<KubernetesObject>> = new Map();

/**
 * The value behind a generated constant. Facts are read on the first use of `.path` or `.facts`, not before:
 * importing a module reads nothing. `address` leads to the facts of an imported kind.
 */
export function kind<T extends KubernetesObject>(
  apiVersion: T['apiVersion'],
  name: T['kind'],
  address?: Address,
): Kind<T> {
  const identity = { apiVersion, kind: name };
  // Identity comes first in order and has the last word in value.
  const factory = (fields: Fields<T>): T => {
    const object = { ...identity, ...fields };
    Object.assign(object, identity);
    return Object.freeze(object) as unknown as T;
  };
  let facts: KindFacts | undefined;
  let path: object | undefined;
  const known = (): KindFacts => {
    facts ??=
      address === undefined
        ? kindFacts(apiVersion, name)
        : kindIn(readFacts(new URL(address.href)), apiVersion, name);
    if (facts === undefined)
      throw new Error(`the facts of ${apiVersion} ${name} are not part of this installation`);
    return facts;
  };
  const made = Object.defineProperties(factory, {
    apiVersion: { value: apiVersion, enumerable: true },
    kind: { value: name, enumerable: true },
    name: { value: name },
    facts: { get: known },
    path: { get: () => (path ??= rootOf(known())) },
  }) as Kind<T>;
  if (address !== undefined) imported.set(`${apiVersion} ${name}`, made as unknown as Kind<KubernetesObject>);
  return made;
}

/** The root node: it alone can parse, unless the schema has a field of that name. */
function rootOf(facts: KindFacts): object {
  const data = { kind: facts, steps: [], located: { node: { ref: facts.root.id }, file: facts.file } };
  const root = nodeOf(data);
  if (facts.root.fieldNames.includes('parse')) return root;
  return Object.freeze(Object.create(root, { parse: { value: (text: string) => parsePath(facts, text) } }));
}

/** The types that generated declarations speak of. */
export type { Embedded, EmbeddedObject, Inherited, List } from './types.ts';
