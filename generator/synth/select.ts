import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import type { Gathered } from './gather.ts';

export interface Selection {
  /** `key=value`: labels of the cluster; `cluster`, `environment` and `engine` are known of each. */
  readonly labels: readonly string[];
  readonly shard: { readonly index: number; readonly of: number } | undefined;
}

/** The clusters that a run is about. Selecting nothing is a mistake, and said. */
export function select(all: readonly Gathered[], { labels, shard }: Selection): readonly Gathered[] {
  const wanted = labels.map((label) => {
    const equals = label.indexOf('=');
    return [label.slice(0, equals), label.slice(equals + 1)] as const;
  });
  const matching = all.filter((each) => {
    const known = labelsOf(each);
    return wanted.every(([key, value]) => Object.hasOwn(known, key) && known[key] === value);
  });
  const found =
    shard === undefined ? matching : matching.filter((_, index) => index % shard.of === shard.index - 1);
  // A shard may well be empty: there are as many as machines, not as clusters.
  if (found.length === 0 && (shard === undefined || matching.length === 0))
    throw new Problem([nothing(all, labels)]);
  return found;
}

function labelsOf({ built, environment }: Gathered): Readonly<Record<string, string>> {
  const { name, options } = built.model;
  return { cluster: name, environment, engine: options.gitops.engine, ...options.labels };
}

function nothing(all: readonly Gathered[], labels: readonly string[]): Finding {
  const names = all.map(({ built }) => built.model.name);
  const what = labels.length === 0 ? 'there is no cluster to render' : `no cluster has ${labels.join(', ')}`;
  return finding('cli/empty-selection', what, {
    fix:
      names.length === 0 ? 'name other stacks or environments' : `there are ${names.slice(0, 20).join(', ')}`,
  });
}
