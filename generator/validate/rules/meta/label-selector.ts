import { type Rule, rule } from '../rule.ts';
import { labelValue, qualifiedName } from '../syntax.ts';
import { notAmong } from '../vocabulary/choice.ts';
import { labelsOf } from '../vocabulary/labels.ts';
import { forbidden, needed } from '../vocabulary/required.ts';
import { itemsAs, miswritten } from '../vocabulary/written.ts';

/** A selector of labels, wherever there is one. */
export const labelSelector: Rule = rule('meta#LabelSelector', (selector) => {
  // What a metric is asked with is for those who answer.
  if (selector.parent?.name === 'metric') return;
  labelsOf(selector, 'matchLabels');
  for (const each of selector.each('matchExpressions')) {
    const [key, operator] = [each.text('key'), each.text('operator')];
    if (operator === 'In' || operator === 'NotIn') needed(each, 'values', `with ${operator}`);
    else if (operator === 'Exists' || operator === 'DoesNotExist')
      forbidden(each, 'values', `${operator} compares none`);
    else each.refuse(notAmong(operator, ['In', 'NotIn', 'Exists', 'DoesNotExist']), 'operator');
    const wrong = qualifiedName(key);
    if (wrong !== undefined) each.refuse(miswritten(key, wrong, 'api/bad-label'), 'key');
    itemsAs(each, 'values', labelValue, 'api/bad-label');
  }
});
