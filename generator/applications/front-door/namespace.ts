import { isPart, type Part } from '../../model/part.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import { kindOf } from '../../paths/kind-of.ts';

/** An object in a namespace, unless it is in one already or in none. */
export function inNamespace(answer: KubernetesObject | Part, namespace: string): KubernetesObject | Part {
  if (isPart(answer)) return answer;
  const { metadata } = answer as unknown as {
    readonly metadata: { readonly name: string; readonly namespace?: string };
  };
  if (metadata.namespace !== undefined || kindOf(answer)?.facts.scope === 'Cluster') return answer;
  const { name, ...rest } = metadata;
  return { ...answer, metadata: { name, namespace, ...rest } } as KubernetesObject;
}
