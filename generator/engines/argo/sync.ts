import { defined } from '../../core/json.ts';
import type { BundleOptions } from '../../model/bundle-options.ts';

/** What kustomize is told beyond the directory. */
export function kustomizeOf(
  { namePrefix, nameSuffix, images, components, targetNamespace }: BundleOptions,
  patches: BundleOptions['patches'],
): object {
  const image = ({ name, newName, newTag, digest }: NonNullable<BundleOptions['images']>[number]): string =>
    `${newName === undefined ? name : `${name}=${newName}`}${newTag === undefined ? '' : `:${newTag}`}${digest === undefined ? '' : `@${digest}`}`;
  return defined({
    namePrefix,
    nameSuffix,
    components,
    patches,
    namespace: targetNamespace,
    images: images?.map(image),
  });
}

export function syncPolicy(
  { sync = {}, suspend, prune = true, force }: BundleOptions,
  createNamespace: boolean,
): object {
  const automated = sync.automated ?? suspend !== true;
  const options = [
    ...new Set([
      ...(sync.options ?? []),
      ...(force === true ? ['Replace=true'] : []),
      ...(createNamespace ? ['CreateNamespace=true'] : []),
    ]),
  ];
  return {
    ...(automated
      ? {
          automated: {
            prune,
            selfHeal: sync.selfHeal ?? true,
            ...(sync.allowEmpty === undefined ? {} : { allowEmpty: sync.allowEmpty }),
          },
        }
      : {}),
    ...(options.length > 0 ? { syncOptions: options } : {}),
    ...(sync.retry === undefined ? {} : { retry: retry(sync.retry) }),
  };
}

function retry({
  limit,
  duration,
  maxDuration,
  factor,
}: NonNullable<NonNullable<BundleOptions['sync']>['retry']>): object {
  const backoff = defined({ duration, maxDuration, factor });
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(Object.keys(backoff).length === 0 ? {} : { backoff }),
  };
}
