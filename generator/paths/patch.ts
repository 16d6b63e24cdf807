import { finding } from '../core/codes.ts';
import { equal } from '../core/json.ts';
import { Problem } from '../core/problem.ts';
import type { Kind, KubernetesObject } from './kind.ts';
import { get, insert, remove, set } from './operations.ts';
import { text } from './text.ts';
import type { Path, Paths, Place } from './types.ts';

/** One step of a typed patch, as data. */
export type PathOperation =
  | { readonly op: 'set' | 'test'; readonly path: object; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: object }
  | { readonly op: 'insert'; readonly place: object; readonly value: unknown };

/** A patch of one kind: the compiler checks paths and values. Every call returns a new patch. */
export interface PathPatch<T extends KubernetesObject> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly operations: readonly PathOperation[];
  readonly set: <Value>(path: Path<T, Value> | Paths<T, Value>, value: NoInfer<Value>) => PathPatch<T>;
  readonly remove: <Value>(path: Path<T, Value> | Paths<T, Value>) => PathPatch<T>;
  readonly insert: <Item>(place: Place<T, Item>, item: NoInfer<Item>) => PathPatch<T>;
  /** Stops the whole patch when the value is another. */
  readonly test: <Value>(path: Path<T, Value>, value: NoInfer<Value>) => PathPatch<T>;
}

/** Begins a patch of the object of a kind that has this name. */
export function patch<T extends KubernetesObject>(kind: Kind<T>, name: string): PathPatch<T> {
  return build({ apiVersion: kind.apiVersion, kind: kind.kind, name }, []);
}

type Target = Pick<PathPatch<KubernetesObject>, 'apiVersion' | 'kind' | 'name'>;

function build<T extends KubernetesObject>(
  target: Target,
  operations: readonly PathOperation[],
): PathPatch<T> {
  const and = (operation: PathOperation): PathPatch<T> => build(target, [...operations, operation]);
  return Object.freeze<PathPatch<T>>({
    ...target,
    operations,
    set: (path, value) => and({ op: 'set', path, value }),
    remove: (path) => and({ op: 'remove', path }),
    insert: (place, value) => and({ op: 'insert', place, value }),
    test: (path, value) => and({ op: 'test', path, value }),
  });
}

/** The object with every operation applied, or none: an error leaves nothing half done. */
export function applyPathPatch<T extends KubernetesObject>(object: T, { operations }: PathPatch<T>): T {
  return operations.reduce<T>((current, operation) => apply(current, operation), object);
}

function apply<T>(object: T, operation: PathOperation): T {
  if (operation.op === 'insert') return insert(operation.place as Place<T, unknown>, object, operation.value);
  const path = operation.path as Path<T, unknown>;
  if (operation.op === 'remove') return remove(path, object);
  if (operation.op === 'set') return set(path, object, operation.value);
  const found = get(path, object);
  if (equal(found, operation.value)) return object;
  const message = `${text(path)} is ${JSON.stringify(found) ?? 'not set'}, the patch expects ${JSON.stringify(operation.value)}`;
  throw new Problem([finding('patch/test-failed', message, { path: text(path) })]);
}
