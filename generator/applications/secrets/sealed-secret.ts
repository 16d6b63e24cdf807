import type { SealedSecret } from '#kinds/crds/bitnami.com/v1alpha1';
import { given } from '../../core/json.ts';
import type { ApplicationConfig } from '../../model/model.ts';
import { metadataOf, named } from '../named.ts';
import type { NamedOptions } from '../named-options.ts';
import { mistakes, wrong } from '../option.ts';

export interface SealedSecretOptions extends NamedOptions {
  /** What `kubeseal --raw` answers, by key. */
  readonly data: Readonly<Record<string, string>>;
  /** Where it can be opened, as it was sealed: under this name, in this namespace, everywhere. Default: `strict`. */
  readonly scope?: 'strict' | 'namespace' | 'cluster';
  /** Of the Secret. Default: `Opaque`. */
  readonly type?: string;
}

const scopes = {
  strict: undefined,
  namespace: { 'sealedsecrets.bitnami.com/namespace-wide': 'true' },
  cluster: { 'sealedsecrets.bitnami.com/cluster-wide': 'true' },
} as const;

/** A Secret that only the controller in the cluster can open. */
export function sealedSecret(options: SealedSecretOptions): ApplicationConfig {
  return named('sealed-secret', options, (name) => {
    const { data, scope = 'strict', type, labels } = options;
    mistakes(
      Object.entries(data)
        .filter(([, value]) => !isSealed(value))
        .map(([key]) => wrong(`data.${key}: the value is not sealed`, 'seal it: kubeseal --raw')),
    );
    const annotations = scopes[scope];
    const made: SealedSecret = {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: metadataOf(name, { ...options, annotations: { ...annotations, ...options.annotations } }),
      spec: {
        encryptedData: data,
        template: {
          ...(type === undefined ? {} : { type }),
          metadata: given({ name, labels, annotations }),
        },
      },
    };
    return [made];
  });
}

/** A length, a session key of that length and a text encrypted with it: never shorter, and nothing but base64. */
function isSealed(value: string): boolean {
  return value.length > 300 && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
}
