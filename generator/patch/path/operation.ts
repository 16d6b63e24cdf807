import { finding } from '../../core/codes.ts';
import type { Place } from '../../core/finding.ts';
import { isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import type { PathOperation } from '../../paths/apply-operation.ts';
import { dataOf } from '../../paths/data.ts';
import { parsePath } from '../../paths/parse.ts';
import { placeAmong, placeAtEnd, placeBeside } from '../../paths/place-in-list.ts';
import { Bare, settled } from './bare.ts';
import { type DocumentVerb, verbs } from './document.ts';

/** An operation of a text, for objects of one kind: its paths are read, its value takes the type that the schema asks for. */
export function bound(given: unknown, kind: KindFacts, source?: Place): PathOperation {
  const { verb, path, rest } = opened(given);
  const at = source === undefined ? {} : { source };
  const main = (): object => parsePath(kind, path);
  const value = (place: object): unknown => {
    if (own(rest, 'value') === undefined) throw bad(`${verb} ${path} has no value`);
    return settled(own(rest, 'value'), dataOf(place).located);
  };
  const inserted = (place: object): PathOperation => ({ op: 'insert', place, value: value(place), ...at });
  switch (verb) {
    case 'set':
    case 'test': {
      const target = main();
      return { op: verb, path: target, value: value(target), ...at };
    }
    case 'remove':
      return { op: 'remove', path: main(), ...at };
    case 'append':
      return inserted(placeAtEnd(main(), 'after'));
    case 'prepend':
      return inserted(placeAtEnd(main(), 'before'));
    case 'insertBefore':
      return inserted(placeBeside(main(), 'before'));
    case 'insertAfter':
      return inserted(placeBeside(main(), 'after'));
    case 'move':
      return { op: 'move', path: main(), place: placeOf(rest, main(), kind, path), ...at };
  }
}

interface Opened {
  readonly verb: DocumentVerb;
  readonly path: string;
  readonly rest: Readonly<Record<string, unknown>>;
}

function opened(given: unknown): Opened {
  if (!isRecord(given) || given instanceof Bare)
    throw bad('an operation is a map, like { set: spec.replicas, value: 3 }');
  const [key, ...more] = verbs.filter((each) => Object.hasOwn(given, each));
  if (key === undefined) {
    const name = Object.keys(given)[0] ?? '';
    throw bad(
      `there is no operation ${name}; ${didYouMean(name, verbs) ?? `it is one of ${verbs.join(', ')}`}`,
    );
  }
  if (more.length > 0) throw bad(`one operation is both ${[key, ...more].join(' and ')}`);
  const { [key]: named, ...rest } = given;
  const path = textOf(named);
  if (path === undefined) throw bad(`${key} takes the path of a field, as text`);
  for (const name of Object.keys(rest))
    if (!(key === 'move' ? ['before', 'after', 'to'] : key === 'remove' ? [] : ['value']).includes(name))
      throw bad(`${key} ${path} has ${name}, which means nothing there`);
  return { verb: key, path, rest };
}

function placeOf(rest: Opened['rest'], item: object, kind: KindFacts, path: string): object {
  const [before, after, to] = [textOf(rest.before), textOf(rest.after), textOf(rest.to)];
  if (before !== undefined) return placeBeside(parsePath(kind, before), 'before');
  if (after !== undefined) return placeBeside(parsePath(kind, after), 'after');
  if (to !== 'start' && to !== 'end')
    throw bad(`move ${path} says where: before or after another item, to start or end`);
  return placeAmong(item, to === 'start' ? 'before' : 'after');
}

/** Paths are text, with quotes or without. */
function textOf(value: unknown): string | undefined {
  if (value instanceof Bare) return value.text;
  return typeof value === 'string' ? value : undefined;
}

function bad(message: string): PatchError {
  return new PatchError([finding('patch/bad-patch', message)]);
}
