import type { ExternalSecret } from '#kinds/crds/external-secrets.io/v1';
import { given } from '../../core/json.ts';
import type { Duration } from '../../model/duration.ts';
import type { ApplicationConfig } from '../../model/model.ts';
import { metadataOf, named } from '../named.ts';
import type { NamedOptions } from '../named-options.ts';
import { mistakes, wrong } from '../option.ts';

/** A value of the store: a key, or one property of what is under it. */
export type RemoteOptions =
  | string
  | { readonly key: string; readonly property?: string; readonly version?: string };

export interface ExternalSecretOptions extends NamedOptions {
  /** A ClusterSecretStore by its name, or a store of the namespace. */
  readonly store: string | { readonly name: string; readonly kind: 'SecretStore' | 'ClusterSecretStore' };
  /** Everything that is under these keys. */
  readonly all?: string | readonly string[];
  /** Values, by the keys they get in the Secret. */
  readonly values?: Readonly<Record<string, RemoteOptions>>;
  /** What the Secret is called. Default: as this object. */
  readonly secret?: string;
  /** Of the Secret: `kubernetes.io/tls`, for example. Default: `Opaque`. */
  readonly type?: string;
  /** Texts made of the values, by their keys in the Secret. */
  readonly template?: Readonly<Record<string, string>>;
  /** Default: `1h`. */
  readonly refresh?: Duration;
}

/** A Secret that the External Secrets Operator fetches: git holds no more than where it is. */
export function externalSecret(options: ExternalSecretOptions): ApplicationConfig {
  return named('external-secret', options, (name) => {
    const { store, all = [], values = {}, secret = name, refresh = '1h' } = options;
    const keys = [all].flat();
    const each = Object.entries(values);
    if (keys.length + each.length === 0)
      mistakes([wrong('an external secret of nothing', 'add all: the keys, or values: by their names')]);
    const made: ExternalSecret = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: metadataOf(name, options),
      spec: given<NonNullable<ExternalSecret['spec']>>({
        refreshInterval: refresh,
        secretStoreRef: typeof store === 'string' ? { kind: 'ClusterSecretStore', name: store } : store,
        target: given({ name: secret, template: template(options) }),
        data:
          each.length === 0
            ? undefined
            : each.map(([secretKey, from]) => ({
                secretKey,
                remoteRef: typeof from === 'string' ? { key: from } : from,
              })),
        dataFrom: keys.length === 0 ? undefined : keys.map((key) => ({ extract: { key } })),
      }),
    };
    return [made];
  });
}

type Template = NonNullable<NonNullable<NonNullable<ExternalSecret['spec']>['target']>['template']>;

function template({ type, template: data }: ExternalSecretOptions): Template | undefined {
  return type === undefined && data === undefined ? undefined : given<Template>({ type, data });
}
