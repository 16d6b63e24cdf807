import type { FactsFile } from '../../generator/facts/format.ts';
import type { BuiltinFacts } from '../normalise/builtin.ts';
import type { LifecycleTable } from '../sources/raw.ts';
import type { LockEntry } from './lock.ts';

/** Facts of all sources together, in memory. */
export interface Store {
  readonly builtin: BuiltinFacts;
  /** `group/Kind` → facts. */
  readonly custom: ReadonlyMap<string, FactsFile>;
  readonly lifecycle: LifecycleTable;
  readonly lock: readonly LockEntry[];
}
