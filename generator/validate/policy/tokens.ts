import { type Rule, rule } from '../rules/rule.ts';

/** No pod is given the token of an account that nobody chose. */
export const tokenRules: readonly Rule[] = [
  rule('core#PodSpec', (pod) => {
    const account = pod.text('serviceAccountName') || pod.text('serviceAccount') || 'default';
    if (account !== 'default' || pod.get('automountServiceAccountToken') === false) return;
    pod.refuse(
      {
        code: 'policy/default-token',
        what: 'is not false, and the pod runs as default: it holds a token that it did not ask for',
        fix: 'say automountServiceAccountToken: false, or name a ServiceAccount of its own',
      },
      'automountServiceAccountToken',
    );
  }),
];
