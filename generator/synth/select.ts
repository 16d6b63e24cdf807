import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import type { Gathered } from './gather.ts';
import { type Dealt, deal, type Shard } from './shards.ts';

export interface Selection {
  /** `key=value`: labels of the cluster; `cluster`, `environment` and `engine` are known of each. */
  readonly labels: readonly string[];
  readonly shard: Shard | undefined;
}

/** The clusters that a run is about. Selecting nothing is a mistake, and said. */
export function select(all: readonly Gathered[], { labels, shard }: Selection): Dealt {
  const wanted = labels.map((label) => {
    const equals = label.indexOf('=');
    return [label.slice(0, equals), label.slice(equals + 1)] as const;
  });
  const matching = all.filter((each) => {
    const known = labelsOf(each);
    return wanted.every(([key, value]) => Object.hasOwn(known, key) && known[key] === value);
  });
  if (matching.length === 0) throw new Problem([nothing(all, labels)]);
  // A shard may well be empty: there are as many as machines, not as clusters.
  return shard === undefined ? { clusters: matching, parts: new Map() } : deal(matching, shard);
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
