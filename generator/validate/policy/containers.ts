import type { Fields } from '../rules/fields.ts';

/** Everything that runs in a pod, in the order in which it starts. */
export function containersOf(pod: Fields): readonly Fields[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((name) => pod.each(name));
}

/** What runs as long as the pod does. */
export function lastingContainersOf(pod: Fields): readonly Fields[] {
  const sidecars = pod.each('initContainers').filter((each) => each.text('restartPolicy') === 'Always');
  return [...sidecars, ...pod.each('containers')];
}

/** Whether its pods are to run for ever: those of a job end. */
export function isLasting(pod: Fields): boolean {
  const kind = pod.root.text('kind');
  return kind !== 'Job' && kind !== 'CronJob' && (kind !== 'Pod' || pod.text('restartPolicy') === 'Always');
}

/** What a pod is annotated with: its own, or those of its template. */
export function annotationsOf(pod: Fields): readonly (readonly [key: string, value: unknown])[] {
  return pod.parent?.in('metadata').entries('annotations') ?? [];
}
