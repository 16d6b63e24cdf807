import { canonical } from '../../../core/json.ts';
import type { Library } from './library.ts';

class Sets {}

type Values = readonly unknown[];

function keys(list: Values): ReadonlySet<string> {
  return new Set(list.map(canonical));
}

function contains(list: Values, other: Values): boolean {
  const all = keys(list);
  return other.every((each) => all.has(canonical(each)));
}

export const sets: Library = {
  namespaces: { sets: new Sets() },
  functions: {
    'Sets.contains(list, list): bool': (_: Sets, a: Values, b: Values) => contains(a, b),
    'Sets.equivalent(list, list): bool': (_: Sets, a: Values, b: Values) => contains(a, b) && contains(b, a),
    'Sets.intersects(list, list): bool': (_: Sets, a: Values, b: Values) => {
      const all = keys(a);
      return b.some((each) => all.has(canonical(each)));
    },
  },
};
