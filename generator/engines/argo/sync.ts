import type { BundleOptions } from '../../model/bundle-options.ts';

/** What kustomize is told beyond the directory. */
export function kustomizeOf({
  namePrefix,
  nameSuffix,
  images,
  components,
  patches,
  targetNamespace,
}: BundleOptions): object {
  const image = ({ name, newName, newTag, digest }: NonNullable<BundleOptions['images']>[number]): string =>
    `${newName === undefined ? name : `${name}=${newName}`}${newTag === undefined ? '' : `:${newTag}`}${digest === undefined ? '' : `@${digest}`}`;
  const fields = {
    namePrefix,
    nameSuffix,
    components,
    patches,
    namespace: targetNamespace,
    images: images?.map(image),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
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
  const backoff = Object.fromEntries(
    Object.entries({ duration, maxDuration, factor }).filter(([, value]) => value !== undefined),
  );
  return {
    ...(limit === undefined ? {} : { limit }),
    ...(Object.keys(backoff).length === 0 ? {} : { backoff }),
  };
}
