import { type Rule, rule } from '../rules/rule.ts';

const shared: Readonly<Record<string, string>> = {
  hostNetwork: 'the network of its node: it reaches whatever listens there',
  hostPID: 'the processes of its node: it sees and may end them',
  hostIPC: 'the shared memory of its node',
};

/** No pod shares what is its node's. */
export const hostRules: readonly Rule[] = [
  rule('core#PodSpec', (pod) => {
    for (const [name, what] of Object.entries(shared))
      if (pod.flag(name))
        pod.refuse(
          { code: 'policy/host-namespace', what: `is true: the pod shares ${what}`, fix: 'take it away' },
          name,
        );
  }),
];
