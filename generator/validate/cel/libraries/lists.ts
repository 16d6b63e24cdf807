import { canonical } from '../../../core/json.ts';
import { celError, type Library } from './library.ts';

type Values = readonly unknown[];

/** What Kubernetes adds to lists, and what its release of CEL has for them. */
export const lists: Library = {
  functions: {
    'list.isSorted(): bool': (list: Values) =>
      list.every((each, index) => index === 0 || !less(each, list[index - 1])),
    'list.sum(): dyn': (list: Values) => list.reduce<unknown>(plus, undefined) ?? 0n,
    'list.min(): dyn': (list: Values) => extreme(list, (a, b) => less(a, b)),
    'list.max(): dyn': (list: Values) => extreme(list, (a, b) => less(b, a)),
    'list.indexOf(dyn): int': (list: Values, item: unknown) =>
      BigInt(list.findIndex((each) => same(each, item))),
    'list.lastIndexOf(dyn): int': (list: Values, item: unknown) =>
      BigInt(list.findLastIndex((each) => same(each, item))),
    'list.distinct(): list': (list: Values) => [
      ...new Map(list.map((each) => [canonical(each), each])).values(),
    ],
    'list.flatten(): list': (list: Values) => list.flat(),
    'list.reverse(): list': (list: Values) => [...list].reverse(),
    'list.slice(int, int): list': (list: Values, from: bigint, to: bigint) => {
      if (from < 0n || to < from || to > BigInt(list.length)) throw celError('the list has no such part');
      return list.slice(Number(from), Number(to));
    },
    'list.sort(): list': (list: Values) => [...list].sort((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0)),
  },
};

function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function less(a: unknown, b: unknown): boolean {
  return (a as bigint) < (b as bigint);
}

function plus(sum: unknown, each: unknown): unknown {
  return sum === undefined ? each : (sum as number) + (each as number);
}

function extreme(list: Values, before: (a: unknown, b: unknown) => boolean): unknown {
  if (list.length === 0) throw celError('the list is empty');
  return list.reduce((best, each) => (before(each, best) ? each : best));
}
