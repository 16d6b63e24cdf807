import { type Rule, rule } from '../rule.ts';
import { labelsIn, matches, selectsAll } from '../vocabulary/selectors.ts';

const workloads = [
  'apps#DeploymentSpec',
  'apps#StatefulSetSpec',
  'apps#DaemonSetSpec',
  'apps#ReplicaSetSpec',
];

/** A workload that selected everything would take over the pods of others. */
export const notEverything: Rule = rule(workloads, (spec) => {
  if (spec.has('selector') && selectsAll(spec.in('selector')))
    spec.refuse(
      { code: 'api/missing-field', what: 'is empty: it selects by labels of the template' },
      'selector',
    );
});

/** A workload finds the pods that it makes. */
export const ownPods: Rule = rule(workloads, (spec) => {
  const selector = spec.in('selector');
  const metadata = spec.in('template').in('metadata');
  if (!spec.has('selector') || selectsAll(selector) || matches(selector, labelsIn(metadata))) return;
  const wanted = selector.entries('matchLabels').filter(([key, value]) => labelsIn(metadata)[key] !== value);
  const fix =
    wanted.length === 0 ? undefined : `write ${wanted.map(([key, value]) => `${key}: ${value}`).join(', ')}`;
  spec.refuseAs(
    'template.metadata.labels',
    { code: 'api/selector-mismatch', what: 'do not have what spec.selector selects', fix },
    'template',
    'metadata',
  );
});

/** The same of a ReplicationController, whose selector is a map. */
export const ownPodsOfController: Rule = rule('core#ReplicationControllerSpec', (spec) => {
  const selector = spec.entries('selector');
  const labels = labelsIn(spec.in('template').in('metadata'));
  if (selector.length === 0)
    spec.refuse({ code: 'api/missing-field', what: 'is required: labels of the template' }, 'selector');
  else if (!selector.every(([key, value]) => labels[key] === value) && spec.has('template'))
    spec.refuseAs(
      'template.metadata.labels',
      { code: 'api/selector-mismatch', what: 'do not have what spec.selector selects' },
      'template',
      'metadata',
    );
});
