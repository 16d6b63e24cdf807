import { qualifiedName } from '../syntax.ts';

const amounts = ['cpu', 'memory', 'ephemeral-storage'];

/** Objects that are counted, whole ones only. */
const counted = new Set([
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
]);

/** What a quota may limit, apart from names with a domain or a slash in them. */
const limited = new Set([
  ...amounts.flatMap((name) => [name, `requests.${name}`, `limits.${name}`]),
  'requests.storage',
  ...counted,
]);

export function isHugePages(name: string): boolean {
  return name.startsWith('hugepages-');
}

/** Whether it belongs to the server's own domain: without one, or within kubernetes.io. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

function isExtended(name: string): boolean {
  if (isNative(name) || name.startsWith('requests.')) return false;
  return qualifiedName(`requests.${name}`) === undefined;
}

/** Only whole amounts of it can be given. */
export function isCounted(name: string): boolean {
  return counted.has(name) || isExtended(name);
}

/** More of it can be promised than there is. */
export function mayBeOvercommitted(name: string): boolean {
  return isNative(name) && !isHugePages(name);
}

/** What a quota limits under a name of the server's own. */
export function isLimited(name: string): boolean {
  return limited.has(name) || isHugePages(name) || name.startsWith('requests.hugepages-');
}

/** Says what is wrong with the name of a resource of whatever sort. */
export function resourceMistake(name: string): string | undefined {
  const wrong = qualifiedName(name);
  if (wrong !== undefined) return wrong;
  return name.includes('/') || name === 'storage' || isLimited(name)
    ? undefined
    : 'is no resource that the server knows, and has no domain';
}

export function containerResourceMistake(name: string): string | undefined {
  const wrong = resourceMistake(name);
  if (wrong !== undefined) return wrong;
  if (!name.includes('/'))
    return amounts.includes(name) || isHugePages(name) ? undefined : 'is no resource of a container';
  return isNative(name) || isExtended(name)
    ? undefined
    : 'is no extended resource: domain/name, not of requests.';
}

export function podResourceMistake(name: string): string | undefined {
  return (
    resourceMistake(name) ??
    (name === 'cpu' || name === 'memory' || isHugePages(name)
      ? undefined
      : 'is no resource of a pod as a whole: cpu, memory or hugepages-…')
  );
}

export function quotaResourceMistake(name: string): string | undefined {
  return (
    resourceMistake(name) ??
    (name.includes('/') || isLimited(name) ? undefined : 'is nothing that a quota limits')
  );
}

const computed = new Set(['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory']);

/** Whether a quota of some pods only can limit it. */
export function fitsScope(scope: string, name: string): boolean {
  if (scope === 'BestEffort') return name === 'pods';
  if (scope === 'VolumeAttributesClass')
    return name === 'persistentvolumeclaims' || name === 'requests.storage';
  return name === 'pods' || computed.has(name);
}
