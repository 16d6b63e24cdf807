import { isRecord } from '../core/json.ts';
import { identityOf } from '../validate/identity.ts';

/**
 * Whether a bundle deletes what is taken out of it: its Flux Kustomization or Argo Application says so, as it is now; one that is gone
 * itself did what it said of its end.
 */
export function prunesBy(
  before: readonly unknown[],
  after: readonly unknown[],
): (bundle: string | undefined) => boolean {
  const known = new Map([...policies(before, { gone: true }), ...policies(after, { gone: false })]);
  return (bundle) => bundle === undefined || (known.get(bundle) ?? true);
}

function policies(
  objects: readonly unknown[],
  { gone }: { readonly gone: boolean },
): readonly (readonly [string, boolean])[] {
  return objects.flatMap((object) => {
    const { apiVersion, kind, name = '' } = identityOf(object);
    if (!isRecord(object)) return [];
    if (kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/'))
      return [[name, prunesFlux(object.spec, gone)] as const];
    if (kind === 'Application' && apiVersion.startsWith('argoproj.io/'))
      return [[name, gone ? isCascading(object.metadata) : prunesArgo(object.spec)] as const];
    return [];
  });
}

function prunesFlux(spec: unknown, gone: boolean): boolean {
  return isRecord(spec) && spec.prune === true && !(gone && spec.deletionPolicy === 'Orphan');
}

/** Who synchronises by hand decides by hand: it is let pass as what prunes. */
function prunesArgo(spec: unknown): boolean {
  const policy = isRecord(spec) && isRecord(spec.syncPolicy) ? spec.syncPolicy : {};
  return !isRecord(policy.automated) || policy.automated.prune === true;
}

/** Only an Application with a finalizer takes what it applied with it. */
function isCascading(metadata: unknown): boolean {
  const finalizers = isRecord(metadata) && Array.isArray(metadata.finalizers) ? metadata.finalizers : [];
  return finalizers.some((each) => String(each).startsWith('resources-finalizer.argocd.argoproj.io'));
}
