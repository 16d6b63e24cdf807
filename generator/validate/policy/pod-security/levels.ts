import { within } from '../../../facts/range.ts';
import { type Rule, rule } from '../../rules/rule.ts';
import { baseline } from './baseline.ts';
import { restricted } from './restricted.ts';

export const levels = ['privileged', 'baseline', 'restricted'] as const;
export type Level = (typeof levels)[number];

/** A level of the Pod Security Standards, as a release defines it. */
export interface Standard {
  readonly level: Level;
  /** `major.minor`. */
  readonly version: string;
}

/** What a standard asks of every pod. What the stricter level asks in another way is asked once. */
export function standardRules({ level, version }: Standard): readonly Rule[] {
  if (level === 'privileged') return [];
  const strict = level === 'restricted' ? restricted.filter((each) => within(each, version)) : [];
  const taken = new Set(strict.map(({ name }) => name));
  const base = baseline.filter((each) => within(each, version) && !taken.has(each.name));
  return [...base, ...strict].map(({ check }) => rule('core#PodSpec', check));
}

const prefix = 'pod-security.kubernetes.io/';

/** What a namespace says of itself; `latest` is what the cluster has. */
export function standardOf(
  labels: Readonly<Record<string, unknown>>,
  mode: 'enforce' | 'warn',
  release: string,
): Standard | undefined {
  const level = levels.find((each) => each === labels[prefix + mode]);
  if (level === undefined) return undefined;
  const [, pinned] = /^v(1\.\d+)$/.exec(String(labels[`${prefix}${mode}-version`] ?? '')) ?? [];
  return { level, version: pinned ?? release };
}
