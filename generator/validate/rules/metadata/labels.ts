import { type Rule, rule } from '../rule.ts';
import { annotationsOf, labelsOf } from '../vocabulary/labels.ts';

/** Labels and annotations, of every object. */
export const labels: Rule = rule('*', (object) => {
  labelsOf(object.in('metadata'), 'labels');
});

export const annotations: Rule = rule('*', (object) => {
  annotationsOf(object.in('metadata'), 'annotations');
});
