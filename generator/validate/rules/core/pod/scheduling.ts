import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { label1123, labelValue, qualifiedName, subdomain } from '../../syntax.ts';
import { notAmong, oneOf, requiredOneOf } from '../../vocabulary/choice.ts';
import { labelsOf } from '../../vocabulary/labels.ts';
import { atLeast, within } from '../../vocabulary/numbers.ts';
import { forbidden, misplaced, needed, required } from '../../vocabulary/required.ts';
import { repeated } from '../../vocabulary/unique.ts';
import { itemsAs, miswritten, written } from '../../vocabulary/written.ts';

export const nodeSelector: Rule = rule('core#PodSpec', (pod) => labelsOf(pod, 'nodeSelector'));

const operators = ['Equal', 'Exists'];

/** What taints a pod lives with. */
export const toleration: Rule = rule('core#Toleration', (fields) => {
  const [key, value, effect] = [fields.text('key'), fields.text('value'), fields.text('effect')];
  const operator = fields.text('operator') || 'Equal';
  const say = (code: 'api/conflict' | 'api/bad-label', what: string): void =>
    fields.refuse({ code, what }, 'operator');
  written(fields, 'key', qualifiedName, 'api/bad-label');
  if (key === '' && operator !== 'Exists') say('api/conflict', 'has to be Exists where there is no key');
  if (fields.has('tolerationSeconds') && effect !== 'NoExecute')
    fields.refuse({ code: 'api/conflict', what: 'has to be NoExecute beside tolerationSeconds' }, 'effect');
  const wrong = labelValue(value);
  if (operator === 'Equal' && wrong !== undefined) say('api/bad-label', miswritten(value, wrong).what);
  else if (operator === 'Exists' && value !== '')
    say('api/conflict', 'is Exists, which compares no value: take it away');
  else if (!operators.includes(operator)) fields.refuse(notAmong(operator, operators), 'operator');
  oneOf(fields, 'effect', ['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
});

const withValues = ['In', 'NotIn'];

/** What labels a machine has to have. */
export const nodeRequirement: Rule = rule('core#NodeSelectorRequirement', (requirement) => {
  if (requirement.name === 'matchFields') return fieldRequirement(requirement);
  const [operator, count] = [requirement.text('operator'), requirement.list('values').length];
  if (withValues.includes(operator)) needed(requirement, 'values', `with ${operator}`);
  else if (operator === 'Exists' || operator === 'DoesNotExist')
    forbidden(requirement, 'values', `${operator} compares none`);
  else if (operator !== 'Gt' && operator !== 'Lt')
    requirement.refuse(notAmong(operator, [...withValues, 'Exists', 'DoesNotExist', 'Gt', 'Lt']), 'operator');
  else if (count !== 1)
    requirement.refuse({ code: 'api/missing-field', what: `has to be one value with ${operator}` }, 'values');
  keyed(requirement);
  if (requirement.around('requiredDuringSchedulingIgnoredDuringExecution') !== undefined)
    itemsAs(requirement, 'values', labelValue, 'api/bad-label');
});

function keyed(requirement: Fields): void {
  const wrong = qualifiedName(requirement.text('key'));
  if (wrong !== undefined)
    requirement.refuse(miswritten(requirement.text('key'), wrong, 'api/bad-label'), 'key');
}

function fieldRequirement(requirement: Fields): void {
  const operator = requirement.text('operator');
  if (!withValues.includes(operator)) requirement.refuse(notAmong(operator, withValues), 'operator');
  else if (requirement.list('values').length !== 1)
    requirement.refuse({ code: 'api/missing-field', what: 'has to be one value for a field' }, 'values');
  if (requirement.text('key') !== 'metadata.name')
    requirement.refuse(notAmong(requirement.text('key'), ['metadata.name']), 'key');
  else itemsAs(requirement, 'values', subdomain);
}

export const nodeTerms: Rule = rule('core#NodeSelector', (selector) =>
  needed(selector, 'nodeSelectorTerms', 'at least one term'),
);

export const weights: Rule = rule(['core#PreferredSchedulingTerm', 'core#WeightedPodAffinityTerm'], (term) =>
  within(term, 'weight', 1, 100),
);

/** Near to, or away from, which pods. */
export const affinityTerm: Rule = rule('core#PodAffinityTerm', (term) => {
  term.texts('namespaces').forEach((name, index) => {
    const wrong = label1123(name);
    if (wrong !== undefined) term.refuseAs('namespace', miswritten(name, wrong), 'namespaces', index);
  });
  required(term, 'topologyKey');
  written(term, 'topologyKey', qualifiedName, 'api/bad-label');
});

/** Labels whose values are those of the pod itself: they belong to a selector, and are not in it. */
export const labelKeys: Rule = rule(['core#PodAffinityTerm', 'core#TopologySpreadConstraint'], (term) => {
  const own = term.texts('matchLabelKeys');
  const others = term.texts('mismatchLabelKeys');
  for (const name of ['matchLabelKeys', 'mismatchLabelKeys'])
    if (term.list(name).length > 0 && !term.has('labelSelector'))
      term.refuse(misplaced('there is no labelSelector'), name);
    else itemsAs(term, name, qualifiedName, 'api/bad-label');
  own.forEach((key, index) => {
    if (others.includes(key))
      term.refuse({ code: 'api/conflict', what: 'is among mismatchLabelKeys too' }, 'matchLabelKeys', index);
  });
});

/** Pods spread over machines; each pair of key and manner once. */
export const spread: Rule = rule('core#TopologySpreadConstraint', (constraint) => {
  atLeast(constraint, 1, 'maxSkew', 'minDomains');
  required(constraint, 'topologyKey');
  requiredOneOf(constraint, 'whenUnsatisfiable', ['DoNotSchedule', 'ScheduleAnyway']);
  if (constraint.has('minDomains') && constraint.text('whenUnsatisfiable') !== 'DoNotSchedule')
    constraint.refuse(
      { code: 'api/conflict', what: 'is for whenUnsatisfiable: DoNotSchedule only' },
      'minDomains',
    );
  for (const name of ['nodeAffinityPolicy', 'nodeTaintsPolicy']) oneOf(constraint, name, ['Honor', 'Ignore']);
});

/** What is spread by a key that the selector names already is spread twice. */
export const spreadKeys: Rule = rule(
  'core#TopologySpreadConstraint',
  (constraint) => {
    const selector = constraint.in('labelSelector');
    const selected = new Set([
      ...selector.entries('matchLabels').map(([key]) => key),
      ...selector.each('matchExpressions').map((each) => each.text('key')),
    ]);
    constraint.texts('matchLabelKeys').forEach((key, index) => {
      if (selected.has(key))
        constraint.refuse({ code: 'api/conflict', what: 'is in labelSelector too' }, 'matchLabelKeys', index);
    });
  },
  { until: '1.33' },
);

/** The label of a pod becomes part of the selector: it is not in it already. The server counts such keys as if the term were a list. */
function mergedKeys(term: Fields): void {
  const own = term.texts('matchLabelKeys');
  if (own.length === 0) return;
  const pod = term.root;
  const labels = pod.text('kind') === 'Pod' ? pod.in('metadata').in('labels').values : {};
  const selector = term.in('labelSelector');
  const expressions = selector.each('matchExpressions').map((each) => each.text('key'));
  const seen = new Set(selector.entries('matchLabels').map(([key]) => key));
  for (const key of [...expressions, ...own.filter((each) => Object.hasOwn(labels, each))]) {
    if (own.includes(key) && seen.has(key))
      term.refuseAt(
        `${term.path}[${own.lastIndexOf(key)}]`,
        { code: 'api/conflict', what: 'is in labelSelector too' },
        'matchLabelKeys',
        own.lastIndexOf(key),
      );
    seen.add(key);
  }
}

export const mergedSpreadKeys: Rule = rule('core#TopologySpreadConstraint', mergedKeys, { since: '1.34' });
export const mergedAffinityKeys: Rule = rule('core#PodAffinityTerm', mergedKeys, { since: '1.31' });

export const spreadOnce: Rule = rule('core#PodSpec', (pod) => {
  const constraints = pod.each('topologySpreadConstraints');
  constraints.forEach((constraint, index) => {
    const [key, manner] = [constraint.text('topologyKey'), constraint.text('whenUnsatisfiable')];
    const again = constraints
      .slice(index + 1)
      .some((later) => later.text('topologyKey') === key && later.text('whenUnsatisfiable') === manner);
    if (again)
      constraint.refuseAs('{topologyKey, whenUnsatisfiable}', repeated(`${key} ${manner}`), 'topologyKey');
  });
});

export const gates: Rule = rule('core#PodSpec', (pod) => {
  const seen = new Set<string>();
  for (const gate of pod.each('schedulingGates')) {
    const name = gate.text('name');
    const wrong = qualifiedName(name);
    if (wrong !== undefined) gate.refuse(miswritten(name, wrong));
    if (seen.has(name)) gate.refuse(repeated(name));
    seen.add(name);
  }
});

/** A pod that waits for its gates has no machine yet. */
export const gatedNode: Rule = rule('core#Pod', (pod) => {
  const spec = pod.in('spec');
  if (spec.text('nodeName') !== '' && spec.list('schedulingGates').length > 0)
    spec.refuse(misplaced('there are schedulingGates'), 'nodeName');
});

export const readinessGates: Rule = rule('core#PodReadinessGate', (gate) => {
  const type = gate.text('conditionType');
  const wrong = qualifiedName(type);
  if (wrong !== undefined) gate.refuse(miswritten(type, wrong), 'conditionType');
});

/** Claims of devices: a claim that is there, or a template of one. */
export const podClaims: Rule = rule('core#PodSpec', (pod) => {
  const seen = new Set<string>();
  for (const claim of pod.each('resourceClaims')) {
    required(claim, 'name');
    const name = claim.text('name');
    if (name !== '' && seen.has(name)) claim.refuse(repeated(name), 'name');
    else written(claim, 'name', label1123);
    seen.add(name);
    const given = ['resourceClaimName', 'resourceClaimTemplateName'].filter((each) => claim.has(each));
    if (given.length !== 1)
      claim.refuse({
        code: 'api/conflict',
        what: `has ${given.length === 0 ? 'neither' : 'both'} of resourceClaimName and resourceClaimTemplateName: it has one`,
      });
    for (const each of given) written(claim, each, subdomain);
  }
});
