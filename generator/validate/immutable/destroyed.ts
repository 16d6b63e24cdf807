import { isRecord } from '../../core/json.ts';
import type { Mistake } from '../complaint.ts';
import { groupOf, identityOf } from '../identity.ts';
import { type Applied, annotation, syncOptions } from './kept.ts';

/** What goes for good with an object that is pruned. */
export interface Loss extends Mistake {
  readonly what: string;
}

/** How an object stays though nobody renders it. */
export const keep =
  'annotate it with kustomize.toolkit.fluxcd.io/prune: disabled (Flux) or argocd.argoproj.io/sync-options: Prune=false (Argo CD)';

/** Whether an object is deleted when nobody renders it any more. */
export function isPruned({ object, prunes = true }: Applied): boolean {
  return prunes && !isSpared(object);
}

/** Undefined where nothing is lost, or nobody deletes it. */
export function lossOf(applied: Applied): Loss | undefined {
  if (!isPruned(applied)) return undefined;
  const { object } = applied;
  const { apiVersion, kind, name = '', namespace } = identityOf(object);
  const what = isRecord(object) ? lostWith[`${groupOf(apiVersion)}#${kind}`]?.(object) : undefined;
  if (what === undefined) return undefined;
  const full = namespace === undefined ? name : `${namespace}/${name}`;
  return {
    code: 'immutable/destroyed',
    pointer: '',
    message: `${kind} ${full} is no longer rendered: it is deleted, and with it ${what}`,
    fix: `if it is to stay, ${keep}, in a commit before this one`,
    what,
  };
}

/** Told to the engines: this one stays, whatever is rendered. */
function isSpared(object: unknown): boolean {
  return (
    annotation(object, 'kustomize.toolkit.fluxcd.io/prune').toLowerCase() === 'disabled' ||
    syncOptions(object).includes('Prune=false') ||
    annotation(object, 'helm.sh/resource-policy') === 'keep'
  );
}

type Read = Readonly<Record<string, unknown>>;

const lostWith: Readonly<Record<string, (object: Read) => string | undefined>> = {
  '#PersistentVolumeClaim': () => 'its volume, unless the class of that keeps it',
  '#Namespace': () => 'everything in it',
  'apiextensions.k8s.io#CustomResourceDefinition': ({ spec }) => {
    const names = isRecord(spec) && isRecord(spec.names) ? spec.names : {};
    return `every ${typeof names.kind === 'string' ? names.kind : 'object'} in the cluster`;
  },
  'apps#StatefulSet': ({ spec }) => {
    const { volumeClaimTemplates: claims, persistentVolumeClaimRetentionPolicy: policy } = isRecord(spec)
      ? spec
      : {};
    if (!Array.isArray(claims) || claims.length === 0) return 'its pods';
    const goes = isRecord(policy) && policy.whenDeleted === 'Delete';
    return goes ? 'its pods and their claims' : 'its pods (their claims stay)';
  },
};
