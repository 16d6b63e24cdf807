import { type Rule, rule } from '../../rule.ts';
import { label1123 } from '../../syntax.ts';
import { needed, required } from '../../vocabulary/required.ts';
import { repeated } from '../../vocabulary/unique.ts';
import { written } from '../../vocabulary/written.ts';
import { anyContainer, containersOf } from './containers.ts';

export const containerName: Rule = rule(anyContainer, (container) => {
  required(container, 'name', 'image');
  written(container, 'name', label1123);
});

export const someContainer: Rule = rule('core#PodSpec', (pod) => needed(pod, 'containers', 'at least one'));

/** The names of containers are unique in a pod, whatever their sort. */
export const containerNames: Rule = rule('core#PodSpec', (pod) => {
  const seen = new Set<string>();
  for (const container of containersOf(pod)) {
    const name = container.text('name');
    if (name !== '' && seen.has(name)) container.refuse(repeated(name), 'name');
    seen.add(name);
  }
});
