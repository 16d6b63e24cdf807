import type { Fields } from '../../fields.ts';

/** The structures of which a rule of containers is one. */
export const anyContainer: readonly string[] = ['core#Container', 'core#EphemeralContainer'];

const lists = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/** All containers of a pod, of whatever sort. */
export function containersOf(pod: Fields): readonly Fields[] {
  return lists.flatMap((name) => pod.each(name));
}

/** The pod that a container is one of. */
export function podOf(container: Fields): Fields {
  return container.parent ?? container;
}

export function isInit(container: Fields): boolean {
  return container.name === 'initContainers';
}

/** An init container that goes on beside the others. */
export function isSidecar(container: Fields): boolean {
  return isInit(container) && container.text('restartPolicy') === 'Always';
}

/** Where something inside a container belongs. */
export function containerOf(inside: Fields): Fields | undefined {
  return (
    inside.around('containers') ?? inside.around('initContainers') ?? inside.around('ephemeralContainers')
  );
}
