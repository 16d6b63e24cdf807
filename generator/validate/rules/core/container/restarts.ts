import type { Fields } from '../../fields.ts';
import { type Rule, rule } from '../../rule.ts';
import { notAmong, requiredOneOf } from '../../vocabulary/choice.ts';
import { atMostItems } from '../../vocabulary/numbers.ts';
import { misplaced, needed } from '../../vocabulary/required.ts';
import { isInit, isSidecar } from './containers.ts';

/** Up to 1.34 only sidecars are restarted on their own terms. */
export const sidecarsOnly: Rule = rule(
  'core#Container',
  (container) => {
    const policy = container.text('restartPolicy');
    if (policy === '') return;
    if (!isInit(container)) container.refuse(misplaced('only init containers have it'), 'restartPolicy');
    else if (policy !== 'Always')
      container.refuse(
        { code: 'api/not-allowed', what: `is ${JSON.stringify(policy)}: it is Always` },
        'restartPolicy',
      );
  },
  { until: '1.34' },
);

/** When a container is restarted that ends with a certain code. */
export const restartRules: Rule = rule(
  'core#Container',
  (container) => {
    const rules = container.each('restartPolicyRules');
    if (rules.length > 0) needed(container, 'restartPolicy', 'beside restartPolicyRules');
    if (rules.length > 0 && isSidecar(container))
      container.refuse(misplaced('a sidecar is always restarted'), 'restartPolicyRules');
    atMostItems(container, 'restartPolicyRules', 20);
    for (const each of rules) restartRule(each);
  },
  { since: '1.35' },
);

function restartRule(each: Fields): void {
  requiredOneOf(each, 'action', ['Restart', 'RestartAllContainers']);
  if (!each.has('exitCodes')) needed(each, 'exitCodes', 'the codes that it is about');
  else requiredOneOf(each.in('exitCodes'), 'operator', ['In', 'NotIn']);
}

/** What a container may say of its restarts, since more than sidecars may. */
export const restartPolicies: Rule = rule(
  'core#Container',
  (container) => {
    const policy = container.get('restartPolicy');
    if (typeof policy === 'string' && !policies.includes(policy))
      container.refuse(notAmong(policy, policies), 'restartPolicy');
  },
  { since: '1.35' },
);

const policies = ['Always', 'Never', 'OnFailure'];
