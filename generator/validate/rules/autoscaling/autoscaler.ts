import { containerResourceMistake } from '../core/resource-names.ts';
import type { Fields } from '../fields.ts';
import { type Rule, rule } from '../rule.ts';
import { label1123, pathSegment } from '../syntax.ts';
import { oneOfIfSet, requiredOneOf } from '../vocabulary/choice.ts';
import { atLeast, within } from '../vocabulary/numbers.ts';
import { amount } from '../vocabulary/quantities.ts';
import { misplaced, needed, required } from '../vocabulary/required.ts';
import { miswritten, written } from '../vocabulary/written.ts';

export const replicas: Rule = rule('autoscaling#HorizontalPodAutoscalerSpec', (spec) => {
  const [min = 1, max = 0] = [spec.number('minReplicas'), spec.number('maxReplicas')];
  atLeast(spec, 1, 'minReplicas');
  if (max === 0)
    spec.refuse({ code: 'api/missing-field', what: 'is required, and more than 0' }, 'maxReplicas');
  else if (max < 0 || max < min)
    spec.refuse(
      { code: 'api/out-of-range', what: `is ${max}: it is at least minReplicas, ${min}` },
      'maxReplicas',
    );
  atLeast(spec, 1, 'targetCPUUtilizationPercentage');
});

/** What is scaled, or measured. */
export const scaled: Rule = rule('autoscaling#CrossVersionObjectReference', (reference) => {
  required(reference, 'kind', 'name');
  written(reference, 'kind', pathSegment);
  written(reference, 'name', pathSegment);
  if (reference.text('apiVersion').split('/').length > 2)
    reference.refuse({ code: 'api/bad-format', what: 'is no group/version' }, 'apiVersion');
});

/** What is scaled is of a group, but for the one kind that was before there were any. */
export const scaleTarget: Rule = rule(
  'autoscaling#HorizontalPodAutoscalerSpec',
  (spec) => {
    const target = spec.in('scaleTargetRef');
    if (!target.text('apiVersion').includes('/') && target.text('kind') !== 'ReplicationController')
      target.refuse({ code: 'api/missing-field', what: 'names no group: apps/v1' }, 'apiVersion');
  },
  { since: '1.34' },
);

const sources: Readonly<Record<string, string>> = {
  Object: 'object',
  External: 'external',
  Pods: 'pods',
  Resource: 'resource',
  ContainerResource: 'containerResource',
};

/** A metric has what its type says, and nothing else. */
export const metric: Rule = rule('autoscaling#MetricSpec', (spec) => {
  const expected = sources[spec.text('type')];
  const given = Object.values(sources).filter((name) => spec.has(name));
  requiredOneOf(spec, 'type', Object.keys(sources));
  if (expected !== undefined && !spec.has(expected))
    needed(spec, expected, `the type is ${spec.text('type')}`);
  if (given.length > 1)
    for (const name of given)
      if (name !== expected) spec.refuse(misplaced(`the type is ${spec.text('type')}`), name);
});

/** What is aimed at: an amount, or a part of what is asked for. */
function aims(source: Fields, one: string, other: string, spoken: string): void {
  const target = source.in('target');
  const both = target.has(one) && target.has(other);
  if (!target.has(one) && !target.has(other)) needed(target, spoken, `or ${spoken === one ? other : one}`);
  if (both)
    target.refuse(
      misplaced(`there is ${one === 'value' ? 'averageValue' : one} too`),
      one === 'value' ? 'value' : other,
    );
}

export const resourceMetric: Rule = rule(
  ['autoscaling#ResourceMetricSource', 'autoscaling#ContainerResourceMetricSource'],
  (source) => {
    required(source, 'name');
    aims(source, 'averageUtilization', 'averageValue', 'averageUtilization');
    if (source.name !== 'containerResource') return;
    required(source, 'container');
    written(source, 'container', label1123);
    const name = source.text('name');
    const wrong = name === '' ? undefined : containerResourceMistake(name);
    if (wrong !== undefined) source.refuse(miswritten(name, wrong), 'name');
  },
);

export const objectMetric: Rule = rule('autoscaling#ObjectMetricSource', (source) => {
  const target = source.in('target');
  if (!target.has('value') && !target.has('averageValue')) needed(target, 'averageValue', 'or value');
});

export const externalMetric: Rule = rule('autoscaling#ExternalMetricSource', (source) =>
  aims(source, 'value', 'averageValue', 'averageValue'),
);

export const podsMetric: Rule = rule('autoscaling#PodsMetricSource', (source) => {
  if (!source.in('target').has('averageValue'))
    needed(source.in('target'), 'averageValue', 'of a metric of pods');
});

export const metricName: Rule = rule('autoscaling#MetricIdentifier', (metric) => {
  required(metric, 'name');
  written(metric, 'name', pathSegment);
});

export const metricTarget: Rule = rule('autoscaling#MetricTarget', (target) => {
  requiredOneOf(target, 'type', ['Utilization', 'Value', 'AverageValue']);
  for (const name of ['value', 'averageValue'])
    if ((amount(target.get(name)) ?? 1n) <= 0n)
      target.refuse({ code: 'api/out-of-range', what: 'has to be more than 0' }, name);
  atLeast(target, 1, 'averageUtilization');
});

/** How fast it is scaled; how many steps are taken, and in which time. */
export const scaling: Rule = rule('autoscaling#HPAScalingRules', (rules) => {
  within(rules, 'stabilizationWindowSeconds', 0, 3600);
  oneOfIfSet(rules, 'selectPolicy', ['Max', 'Min', 'Disabled']);
  if (rules.has('policies') && rules.list('policies').length === 0) needed(rules, 'policies', 'at least one');
  if ((amount(rules.get('tolerance')) ?? 0n) < 0n)
    rules.refuse({ code: 'api/out-of-range', what: 'is below 0' }, 'tolerance');
});

export const scalingPolicy: Rule = rule('autoscaling#HPAScalingPolicy', (policy) => {
  requiredOneOf(policy, 'type', ['Pods', 'Percent']);
  atLeast(policy, 1, 'value');
  within(policy, 'periodSeconds', 1, 1800);
});
