import { countOrPercent } from '../apps/strategies.ts';
import { type Rule, rule } from '../rule.ts';
import { oneOf } from '../vocabulary/choice.ts';

/** How many pods stay, or how many may go. */
export const budget: Rule = rule('policy#PodDisruptionBudgetSpec', (spec) => {
  if (spec.has('minAvailable') && spec.has('maxUnavailable'))
    spec.refuse({ code: 'api/conflict', what: 'has both minAvailable and maxUnavailable: it has one' });
  for (const name of ['minAvailable', 'maxUnavailable']) {
    countOrPercent(spec, name);
    const value = spec.get(name);
    if (typeof value === 'string' && /^\d+%$/.test(value) && Number.parseInt(value, 10) > 100)
      spec.refuse({ code: 'api/out-of-range', what: `is ${value}: it is at most 100%` }, name);
  }
  oneOf(spec, 'unhealthyPodEvictionPolicy', ['IfHealthyBudget', 'AlwaysAllow']);
});
