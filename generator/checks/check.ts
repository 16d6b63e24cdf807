import type { Finding } from '../core/finding.ts';
import type { ClusterModel } from '../model/model.ts';
import { checkBefore } from './before.ts';
import { checkDependencies } from './dependencies.ts';
import { checkNames } from './names.ts';
import { checkOptions } from './options.ts';
import { checkSources } from './sources.ts';

/** Names first: later checks speak of bundles by name. */
const checks: readonly ((cluster: ClusterModel) => readonly Finding[])[] = [
  checkNames,
  checkOptions,
  checkDependencies,
  checkBefore,
  checkSources,
];

/** Everything that is wrong with a model, all at once. */
export function check(cluster: ClusterModel): readonly Finding[] {
  return checks.flatMap((each) => each(cluster));
}
