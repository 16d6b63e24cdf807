import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { definedAt } from '../core/origin.ts';
import { identityOf, type Resource } from './resource.ts';

/** One identity, one definition: the second of two would replace the first in the cluster. */
export function duplicates(resources: readonly Resource[]): readonly Finding[] {
  const first = new Map<string, Resource>();
  const findings: Finding[] = [];
  for (const resource of resources) {
    const identity = identityOf(resource);
    const other = first.get(identity);
    if (other === undefined) {
      first.set(identity, resource);
      continue;
    }
    const named = `${resource.kind} ${resource.namespace === undefined ? '' : `${resource.namespace}/`}${resource.name}`;
    const message = `${named} is defined twice: by ${full(other)} and by ${full(resource)}`;
    findings.push(
      finding('build/duplicate-resource', message, {
        ...definedAt(resource.application.origin),
        fix: 'keep one of the two, or give one another name',
      }),
    );
  }
  return findings;
}

function full({ at, application }: Resource): string {
  return [...at.nodes.map(({ name }) => name), at.bundle.name, application.name].join('/');
}
