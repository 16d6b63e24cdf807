import { type Rule, rule } from '../rules/rule.ts';
import { isLasting } from './containers.ts';

export const probeNames = ['readiness', 'liveness', 'startup'] as const;
export type ProbeName = (typeof probeNames)[number];

/** What is asked for where nobody says more. */
export const usualProbes: readonly ProbeName[] = ['readiness', 'liveness'];

const without: Readonly<Record<ProbeName, string>> = {
  readiness: 'it gets traffic before it can answer',
  liveness: 'it hangs for ever when it hangs',
  startup: 'it is asked whether it lives before it does',
};

export function probeRules(wanted: readonly ProbeName[]): readonly Rule[] {
  return [
    rule('core#PodSpec', (pod) => {
      if (!isLasting(pod)) return;
      for (const container of pod.each('containers'))
        for (const name of wanted)
          if (!container.has(`${name}Probe`))
            container.refuse(
              {
                code: 'policy/missing-probe',
                what: `is not set: ${without[name]}`,
                fix: `add a ${name}Probe`,
              },
              `${name}Probe`,
            );
    }),
  ];
}
