import { type Rule, rule } from '../rule.ts';
import { label1123 } from '../syntax.ts';
import { oneOf } from '../vocabulary/choice.ts';
import { written } from '../vocabulary/written.ts';

export const serviceName: Rule = rule(
  'apps#StatefulSetSpec',
  (spec) => written(spec, 'serviceName', label1123),
  { since: '1.33' },
);

export const podManagement: Rule = rule('apps#StatefulSetSpec', (spec) =>
  oneOf(spec, 'podManagementPolicy', ['OrderedReady', 'Parallel']),
);

export const claimRetention: Rule = rule('apps#StatefulSetPersistentVolumeClaimRetentionPolicy', (policy) => {
  for (const name of ['whenDeleted', 'whenScaled']) oneOf(policy, name, ['Retain', 'Delete']);
});
