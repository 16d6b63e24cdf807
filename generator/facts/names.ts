import { byRelease, byText } from '../core/compare.ts';
import { readShipped } from './location.ts';

/** A kind as people may call it. */
export interface NamedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural?: string;
  readonly shortNames?: readonly string[];
}

/** Every shipped kind of every version, read from one list. */
export function shippedKinds(): readonly NamedKind[] {
  return (readShipped('kinds.json') ?? []) as readonly NamedKind[];
}

/** Kinds that are called so, by kind, plural or short name; `deployments.apps` says the group. The best version first. */
export function kindsCalled(name: string, kinds: readonly NamedKind[]): readonly NamedKind[] {
  const [short = '', ...group] = name.toLowerCase().split('.');
  return kinds
    .filter(
      ({ apiVersion, kind, plural, shortNames = [] }) =>
        [kind.toLowerCase(), plural, ...shortNames].includes(short) &&
        (group.length === 0 || apiVersion.startsWith(`${group.join('.')}/`)),
    )
    .sort(
      (a, b) =>
        preference(a) - preference(b) ||
        byText(groupOf(a), groupOf(b)) ||
        byRelease(versionOf(b), versionOf(a)),
    );
}

/** The server's own kinds before those of projects. */
function preference({ apiVersion }: NamedKind): number {
  return apiVersion.includes('.') && !apiVersion.split('/')[0]?.endsWith('.k8s.io') ? 1 : 0;
}

function groupOf({ apiVersion }: NamedKind): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

function versionOf({ apiVersion }: NamedKind): string {
  return apiVersion.slice(apiVersion.indexOf('/') + 1);
}
