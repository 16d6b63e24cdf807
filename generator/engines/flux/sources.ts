import {
  Bucket,
  GitRepository,
  HelmRepository,
  OCIRepository,
} from '#kinds/crds/source.toolkit.fluxcd.io/v1';
import { defined } from '../../core/json.ts';
import type { BucketOptions, GitOptions, OciOptions, Source } from '../../model/source.ts';
import type { KubernetesObject } from '../../paths/kind.ts';
import type { Settings } from './settings.ts';

/** A source as Flux's own object; one that another controller makes is not written. */
export function sourceObject(
  source: Source,
  { namespace, interval }: Settings,
): KubernetesObject | undefined {
  const { name, options } = source;
  if (source.kind === 'ExternalArtifact') return undefined;
  const metadata = { name, namespace: options.namespace ?? namespace };
  const common = {
    interval: ('interval' in options ? options.interval : undefined) ?? interval,
    ...('timeout' in options && options.timeout !== undefined ? { timeout: options.timeout } : {}),
    ...('suspend' in options && options.suspend !== undefined ? { suspend: options.suspend } : {}),
    ...('secret' in options && options.secret !== undefined ? { secretRef: { name: options.secret } } : {}),
  };
  switch (source.kind) {
    case 'GitRepository':
      return GitRepository({
        metadata,
        spec: { ...common, url: source.options.url, ...git(source.options) },
      });
    case 'OCIRepository':
      return OCIRepository({
        metadata,
        spec: { ...common, url: source.options.url, ...oci(source.options) },
      });
    case 'Bucket':
      return Bucket({ metadata, spec: { ...common, ...bucket(source.options) } });
    case 'HelmRepository':
      return HelmRepository({
        metadata,
        spec: {
          ...common,
          url: source.options.url,
          ...(source.options.type === undefined ? {} : { type: source.options.type }),
        },
      });
  }
}

function git({ branch, tag, semver, commit }: GitOptions): object {
  const ref = defined({ branch, tag, semver, commit });
  return Object.keys(ref).length === 0 ? {} : { ref };
}

function oci({ tag, semver, digest }: OciOptions): object {
  const ref = defined({ tag, semver, digest });
  return Object.keys(ref).length === 0 ? {} : { ref };
}

function bucket({ bucket: bucketName, endpoint, provider, prefix }: BucketOptions): {
  bucketName: string;
  endpoint: string;
} {
  return { bucketName, endpoint, ...defined({ provider, prefix }) };
}
