import type { Certificate } from '#kinds/crds/cert-manager.io/v1';
import type { HTTPRoute } from '#kinds/crds/gateway.networking.k8s.io/v1';
import type { ReferenceGrant } from '#kinds/crds/gateway.networking.k8s.io/v1beta1';
import type { Ingress } from '#kinds/kubernetes/networking.k8s.io/v1';
import { given } from '../../core/json.ts';
import { metadata, type Subject } from './subject.ts';

/** Who signs the certificate: cert-manager's. */
export interface CertificateOptions {
  /** Of cert-manager. Default: `letsencrypt`. */
  readonly issuer?: string;
  /** Default: `ClusterIssuer`. */
  readonly issuerKind?: 'ClusterIssuer' | 'Issuer';
  /** The Secret it is kept in. Default: `<name>-tls`. */
  readonly secret?: string;
}

/** How calls from outside come in: by an Ingress, or by a route of a Gateway. */
export type RouteOptions = {
  /** Paths that begin like this. Default: `/`. */
  readonly path?: string;
  /** On the Ingress or the route. */
  readonly annotations?: Readonly<Record<string, string>>;
} & (
  | {
      readonly gateway: {
        readonly name: string;
        /** Default: the application's own. */
        readonly namespace?: string;
        /** The listener. Default: all that fit. */
        readonly listener?: string;
      };
      /** A certificate of its own, which the Gateway may read. Default: the Gateway's. */
      readonly tls?: CertificateOptions;
    }
  | {
      readonly gateway?: never;
      /** The class of the Ingress. Default: the cluster's. */
      readonly ingressClass?: string;
      /** `false`: not encrypted. Default: a certificate of `letsencrypt`. */
      readonly tls?: CertificateOptions | false;
    }
);

type Outside = Ingress | HTTPRoute | Certificate | ReferenceGrant;

/** What stands between the world and the Service. */
export function route(
  subject: Subject,
  hosts: readonly string[],
  options: RouteOptions,
  port: number,
): readonly Outside[] {
  if (options.gateway === undefined) return [ingress(subject, hosts, options, port)];
  const { name, namespace, listener } = options.gateway;
  return [
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: metadata(subject, { annotations: options.annotations }),
      spec: {
        parentRefs: [given({ name, namespace, sectionName: listener })],
        hostnames: hosts,
        rules: [
          {
            ...(options.path === undefined
              ? {}
              : { matches: [{ path: { type: 'PathPrefix', value: options.path } }] }),
            backendRefs: [{ name: subject.name, port }],
          },
        ],
      },
    },
    ...(options.tls === undefined ? [] : certificate(subject, hosts, options.tls, namespace)),
  ];
}

function ingress(
  subject: Subject,
  hosts: readonly string[],
  options: RouteOptions & { readonly gateway?: never },
  port: number,
): Ingress {
  const { path = '/', annotations, ingressClass, tls = {} } = options;
  const { issuer, kind, secret } = signed(subject, tls === false ? {} : tls);
  const signer = kind === 'Issuer' ? 'cert-manager.io/issuer' : 'cert-manager.io/cluster-issuer';
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata(subject, {
      annotations: tls === false ? annotations : { ...annotations, [signer]: issuer },
    }),
    spec: {
      ...(ingressClass === undefined ? {} : { ingressClassName: ingressClass }),
      rules: hosts.map((host) => ({
        host,
        http: {
          paths: [
            {
              path,
              pathType: 'Prefix',
              backend: { service: { name: subject.name, port: { number: port } } },
            },
          ],
        },
      })),
      ...(tls === false ? {} : { tls: [{ hosts, secretName: secret }] }),
    },
  };
}

interface Signed {
  readonly issuer: string;
  readonly kind: 'ClusterIssuer' | 'Issuer';
  readonly secret: string;
}

function signed({ name }: Subject, options: CertificateOptions): Signed {
  const { issuer = 'letsencrypt', issuerKind: kind = 'ClusterIssuer', secret = `${name}-tls` } = options;
  return { issuer, kind, secret };
}

/** A Gateway of another namespace may read the Secret only where the Secret's namespace says so. */
function certificate(
  subject: Subject,
  hosts: readonly string[],
  options: CertificateOptions,
  namespace: string | undefined,
): readonly Outside[] {
  const { issuer, kind, secret } = signed(subject, options);
  const made: Certificate = {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: metadata(subject, { name: secret }),
    spec: { secretName: secret, dnsNames: hosts, issuerRef: { name: issuer, kind } },
  };
  if (namespace === undefined || namespace === subject.context.namespace) return [made];
  const grant: ReferenceGrant = {
    apiVersion: 'gateway.networking.k8s.io/v1beta1',
    kind: 'ReferenceGrant',
    metadata: metadata(subject, { name: secret }),
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace }],
      to: [{ group: '', kind: 'Secret', name: secret }],
    },
  };
  return [made, grant];
}
