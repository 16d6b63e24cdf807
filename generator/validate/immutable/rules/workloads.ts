import { isRecord } from '../../../core/json.ts';
import { type Change, type ChangeRule, change, fixed } from '../change.ts';
import { cures } from '../cures.ts';
import { same } from '../same.ts';

export const workloadSelector: ChangeRule = change(
  ['apps#Deployment', 'apps#ReplicaSet', 'apps#DaemonSet'],
  (change) => change.in('spec').keeps(['selector'], cures.workload),
);

const ofSets = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

const setFields = ['selector', 'serviceName', 'podManagementPolicy', 'volumeClaimTemplates'];

/** Pods of another selector are not taken over. */
function cureOf(spec: Change): string {
  return spec.differs('selector') ? cures.set : cures.orphan;
}

export const setSpec: ChangeRule = change(
  'apps#StatefulSet',
  (change) => {
    const spec = change.in('spec');
    spec.keepsAllBut(['revisionHistoryLimit', ...ofSets], cureOf(spec));
  },
  { until: '1.36' },
);

/** Since then the server speaks of each field. */
export const setFieldByField: ChangeRule = change(
  'apps#StatefulSet',
  (change) => {
    const spec = change.in('spec');
    spec.keeps(setFields, cureOf(spec));
  },
  { since: '1.37' },
);

export const setHistory: ChangeRule = change(
  'apps#StatefulSet',
  (change) => {
    const spec = change.in('spec');
    spec.keepsAllBut([...setFields, ...ofSets], cures.orphan);
  },
  { until: '1.32' },
);

export const jobSpec: ChangeRule = change('batch#Job', (change) => {
  const spec = change.in('spec');
  spec.keeps(
    ['selector', 'completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'],
    cures.job,
  );
  completions(spec);
  if (!spec.before.flag('suspend')) spec.keeps(['template'], cures.job);
});

/** A job whose pods are numbered may grow and shrink, together with how many run at once. */
function completions(spec: Change): void {
  if (spec.after.text('completionMode') !== 'Indexed') spec.keeps(['completions'], cures.job);
  else if (spec.differs('completions') && spec.after.get('completions') !== spec.after.get('parallelism'))
    spec.after.refuse(
      fixed('may be changed only together with parallelism, to the same number', cures.job),
      'completions',
    );
}

/** Where pods of a job that waits will run may still be changed. */
const ofPlaces = ['nodeSelector', 'tolerations', 'schedulingGates', 'affinity'];

export const jobWaiting: ChangeRule = change(
  'batch#Job',
  (change) => {
    const pod = change.in('spec').in('template').in('spec');
    if (change.before.in('spec').flag('suspend')) pod.keepsAllBut(ofPlaces, cures.job, 'spec.template');
  },
  { until: '1.35' },
);

/** Since then also what its containers take. */
export const jobWaitingForResources: ChangeRule = change(
  'batch#Job',
  (change) => {
    if (!change.before.in('spec').flag('suspend')) return;
    const pod = change.in('spec').in('template').in('spec');
    const alike = containers.filter((name) =>
      same(withoutResources(pod.before.list(name)), withoutResources(pod.after.list(name))),
    );
    pod.keepsAllBut([...ofPlaces, ...alike], cures.job);
  },
  { since: '1.36' },
);

const containers = ['containers', 'initContainers'];

function withoutResources(list: readonly unknown[]): readonly unknown[] {
  return list.map((each) => (isRecord(each) ? { ...each, resources: {} } : each));
}

export const revisionData: ChangeRule = change('apps#ControllerRevision', (change) =>
  change.keeps(['data'], cures.again),
);
