import type { BuiltCluster } from '../../generator/builder/types.ts';
import type { LayoutRules } from '../../generator/layout/rules.ts';
import type { GitOps } from '../../generator/model/model.ts';

/** What a golden case makes, for whichever engine is asked. */
export interface GoldenCase {
  readonly clusters: readonly BuiltCluster[];
  readonly rules?: Partial<LayoutRules>;
}

export type Golden = (gitops: GitOps) => GoldenCase | Promise<GoldenCase>;
