import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Gathered } from './gather.ts';

/** Which clusters are compared with which, and those that have none to be compared with. */
export interface Pairs {
  readonly pairs: readonly (readonly [string, string])[];
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

export function named(clusters: readonly Gathered[], from: string, to: string): Pairs {
  const names = clusters.map(({ built }) => built.model.name);
  const wrong = [from, to].filter((name) => !names.includes(name));
  if (wrong.length > 0)
    throw new Problem(
      wrong.map((name) =>
        finding('cli/empty-selection', `there is no cluster ${name}`, {
          fix: didYouMean(name, names) ?? `there are ${names.slice(0, 20).join(', ')}`,
        }),
      ),
    );
  return { pairs: [[from, to]], gone: [], come: [] };
}

/** Clusters of two environments belong together when only the environment's name tells theirs apart, or when there is one of each. */
export function paired(clusters: readonly Gathered[], from: string, to: string): Pairs {
  const of = (name: string): readonly string[] =>
    clusters.filter(({ environment }) => environment === name).map(({ built }) => built.model.name);
  const [were, are] = [of(from), of(to)];
  if (were.length === 1 && are.length === 1)
    return { pairs: [[were[0] as string, are[0] as string]], gone: [], come: [] };
  const pairs = were.flatMap((name) => {
    const other = are.find((each) => each.replace(to, '*') === name.replace(from, '*'));
    return other === undefined ? [] : [[name, other] as const];
  });
  return {
    pairs,
    gone: were.filter((name) => !pairs.some(([one]) => one === name)),
    come: are.filter((name) => !pairs.some(([, other]) => other === name)),
  };
}
