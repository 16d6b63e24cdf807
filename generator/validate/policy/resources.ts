import type { Fields } from '../rules/fields.ts';
import { type Rule, rule } from '../rules/rule.ts';
import { lastingContainersOf } from './containers.ts';

export const resourceNames = ['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'] as const;
export type ResourceName = (typeof resourceNames)[number];

/** What is asked for where nobody says more: a limit of cpu slows down what could run. */
export const usualResources: readonly ResourceName[] = ['requests.cpu', 'requests.memory', 'limits.memory'];

/** Every container that lasts says what it takes; `filled`: what a LimitRange of its namespace says for it. */
export function resourceRules(wanted: readonly ResourceName[], filled: readonly string[]): readonly Rule[] {
  const asked = wanted.filter((name) => !filled.includes(name));
  return [
    rule('core#PodSpec', (pod) => {
      for (const container of lastingContainersOf(pod))
        for (const name of asked) if (!says(container, name) && !says(pod, name)) missing(container, name);
    }),
  ];
}

function says(fields: Fields, name: ResourceName): boolean {
  const [list = '', resource = ''] = name.split('.');
  return fields.in('resources').in(list).has(resource);
}

function missing(container: Fields, name: ResourceName): void {
  const [list = '', resource = ''] = name.split('.');
  const why =
    list === 'limits'
      ? 'it may take all that its node has'
      : 'it is put anywhere, and is the first to be thrown out';
  container
    .in('resources')
    .in(list)
    .refuse({ code: 'policy/missing-resources', what: `is not set: ${why}`, fix: `say ${name}` }, resource);
}
