import { origin } from '../core/origin.ts';
import { applyOperation, type PathOperation } from './apply-operation.ts';
import type { Kind, KubernetesObject } from './kind.ts';
import { placeAtEnd, placeBeside } from './place-in-list.ts';
import type { Target, TargetOptions } from './target.ts';
import type { Path, Paths, Place } from './types.ts';

/** A typed patch as data. */
export interface PathPatchData {
  readonly target: Target;
  readonly operations: readonly PathOperation[];
}

/** A patch of one kind: the compiler checks paths and values. Every call returns a new patch. */
export interface PathPatch<T extends KubernetesObject> extends PathPatchData {
  readonly set: <Value>(path: Path<T, Value> | Paths<T, Value>, value: NoInfer<Value>) => PathPatch<T>;
  readonly remove: <Value>(path: Path<T, Value> | Paths<T, Value>) => PathPatch<T>;
  readonly insert: <Item>(place: Place<T, Item>, item: NoInfer<Item>) => PathPatch<T>;
  /** At the end of a list, which is made where it is missing. */
  readonly append: <List extends readonly unknown[] | undefined>(
    list: Path<T, List>,
    item: NonNullable<NoInfer<List>>[number],
  ) => PathPatch<T>;
  readonly prepend: <List extends readonly unknown[] | undefined>(
    list: Path<T, List>,
    item: NonNullable<NoInfer<List>>[number],
  ) => PathPatch<T>;
  readonly insertBefore: <Item>(item: Path<T, Item>, value: NoInfer<Item>) => PathPatch<T>;
  readonly insertAfter: <Item>(item: Path<T, Item>, value: NoInfer<Item>) => PathPatch<T>;
  /** An item to another place of its list. */
  readonly move: <Item>(item: Path<T, Item>, place: Place<T, NoInfer<Item>>) => PathPatch<T>;
  /** Stops the whole patch when the value is another. */
  readonly test: <Value>(path: Path<T, Value>, value: NoInfer<Value>) => PathPatch<T>;
}

/** Begins a patch of the object of a kind that has this name; of those in a namespace or with labels; of all of the kind. */
export function patch<T extends KubernetesObject>(
  kind: Kind<T>,
  target: string | TargetOptions = {},
): PathPatch<T> {
  const { apiVersion, kind: name } = kind;
  const selection = typeof target === 'string' ? { name: target } : target;
  return build({ apiVersion, kind: name, ...selection }, []);
}

type Unplaced = PathOperation extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'origin' | 'source'>
    : never
  : never;

function build<T extends KubernetesObject>(
  target: Target,
  operations: readonly PathOperation[],
): PathPatch<T> {
  const and = (operation: Unplaced): PathPatch<T> =>
    build(target, [...operations, withOrigin(operation as PathOperation)]);
  const insert = (place: object, value: unknown): PathPatch<T> => and({ op: 'insert', place, value });
  return Object.freeze<PathPatch<T>>({
    target: Object.freeze(target),
    operations: Object.freeze(operations),
    set: (path, value) => and({ op: 'set', path, value }),
    remove: (path) => and({ op: 'remove', path }),
    insert,
    append: (list, item) => insert(placeAtEnd(list, 'after'), item),
    prepend: (list, item) => insert(placeAtEnd(list, 'before'), item),
    insertBefore: (item, value) => insert(placeBeside(item, 'before'), value),
    insertAfter: (item, value) => insert(placeBeside(item, 'after'), value),
    move: (path, place) => and({ op: 'move', path, place }),
    test: (path, value) => and({ op: 'test', path, value }),
  });
}

/** The place is no part of what a patch is: two patches are alike wherever they were written. */
function withOrigin(operation: PathOperation): PathOperation {
  return Object.freeze(Object.defineProperty({ ...operation }, 'origin', { value: origin() }));
}

/** The object with every operation applied, or none: an error leaves nothing half done. */
export function applyPathPatch<T extends KubernetesObject>(object: T, { operations }: PathPatch<T>): T {
  return operations.reduce<unknown>(applyOperation, object) as T;
}
