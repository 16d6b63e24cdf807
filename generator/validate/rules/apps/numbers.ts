import { type Rule, rule } from '../rule.ts';
import { above, notNegative } from '../vocabulary/numbers.ts';

export const workloadNumbers: Rule = rule(
  [
    'apps#DeploymentSpec',
    'apps#StatefulSetSpec',
    'apps#DaemonSetSpec',
    'apps#ReplicaSetSpec',
    'core#ReplicationControllerSpec',
  ],
  (spec) => notNegative(spec, 'replicas', 'minReadySeconds'),
);

export const history: Rule = rule(['apps#DeploymentSpec', 'apps#DaemonSetSpec'], (spec) =>
  notNegative(spec, 'revisionHistoryLimit'),
);

/** A rollout is given up later than a pod can be ready. */
export const progress: Rule = rule('apps#DeploymentSpec', (spec) => {
  notNegative(spec, 'progressDeadlineSeconds');
  above(spec, 'progressDeadlineSeconds', spec.number('minReadySeconds') ?? 0, 'minReadySeconds');
});

/** The server writes the field as if it were one. */
export const ordinals: Rule = rule('apps#StatefulSetOrdinals', (fields) => {
  if ((fields.number('start') ?? 0) < 0)
    fields.refuse({ code: 'api/out-of-range', what: 'is below 0' }, 'start');
});
