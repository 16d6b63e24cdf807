import type { Context } from '../../model/model.ts';
import type { KubernetesObject } from '../../paths/kind.ts';

type Texts = Readonly<Record<string, string>>;

interface Metadata {
  readonly name: string;
  readonly annotations?: Texts;
}

const prefix = 'helm.sh/';

/** Hooks of Helm in the engine's own words: helm runs none of them here. Tests are left out, as an installation leaves them out. */
export function withoutHooks(
  objects: readonly KubernetesObject[],
  context: Context,
): readonly KubernetesObject[] {
  return objects.flatMap((object) => {
    const { annotations = {} } = metadataOf(object);
    const events = (annotations[`${prefix}hook`] ?? '').split(',').map((each) => each.trim());
    if (events[0] === '') return [object];
    const kept = events.filter(
      (each) => each !== 'test' && each !== 'test-success' && each !== 'crd-install',
    );
    if (events.includes('crd-install')) return [annotated(object, {})];
    if (kept.length === 0) return [];
    const installs = kept.filter((each) => !/delete|rollback/.test(each));
    if (installs.length === 0) {
      context.warn(
        `${object.kind} ${metadataOf(object).name} is a hook of ${kept.join(', ')}, which no engine runs: it is left out`,
      );
      return [];
    }
    return [
      context.engine === 'argo' ? argoHook(object, installs, annotations) : plain(object, installs, context),
    ];
  });
}

/** Argo CD has the same hooks: before and after a sync, in the order of their weights. */
function argoHook(object: KubernetesObject, events: readonly string[], annotations: Texts): KubernetesObject {
  const before = events.some((each) => each.startsWith('pre-'));
  const after = events.some((each) => each.startsWith('post-'));
  const weight = annotations[`${prefix}hook-weight`];
  const policy = (annotations[`${prefix}hook-delete-policy`] ?? 'before-hook-creation')
    .split(',')
    .map((each) => policies[each.trim()])
    .filter((each) => each !== undefined);
  return annotated(object, {
    'argocd.argoproj.io/hook': [...(before ? ['PreSync'] : []), ...(after ? ['PostSync'] : [])].join(','),
    ...(policy.length === 0 ? {} : { 'argocd.argoproj.io/hook-delete-policy': policy.join(',') }),
    ...(weight === undefined ? {} : { 'argocd.argoproj.io/sync-wave': weight }),
  });
}

const policies: Readonly<Record<string, string>> = {
  'before-hook-creation': 'BeforeHookCreation',
  'hook-succeeded': 'HookSucceeded',
  'hook-failed': 'HookFailed',
};

/** Flux has none: it is applied with all others, and a job that changes is made anew. */
function plain(object: KubernetesObject, events: readonly string[], context: Context): KubernetesObject {
  if (object.kind !== 'Job') return annotated(object, {});
  context.warn(
    `Job ${metadataOf(object).name} is a hook of ${events.join(', ')}: Flux applies it together with all others, not before or after them`,
  );
  return annotated(object, { 'kustomize.toolkit.fluxcd.io/force': 'enabled' });
}

function annotated(object: KubernetesObject, added: Texts): KubernetesObject {
  const { annotations = {}, ...rest } = metadataOf(object);
  const left = Object.entries(annotations).filter(([key]) => !key.startsWith(`${prefix}hook`));
  const all = { ...Object.fromEntries(left), ...added };
  const metadata = Object.keys(all).length === 0 ? rest : { ...rest, annotations: all };
  return { ...object, metadata } as unknown as KubernetesObject;
}

function metadataOf(object: KubernetesObject): Metadata {
  return (object as unknown as { readonly metadata: Metadata }).metadata;
}
