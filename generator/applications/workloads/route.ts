import type { Certificate } from '#kinds/crds/cert-manager.io/v1';
import type { HTTPRoute } from '#kinds/crds/gateway.networking.k8s.io/v1';
import type { ReferenceGrant } from '#kinds/crds/gateway.networking.k8s.io/v1beta1';
import type { Ingress } from '#kinds/kubernetes/networking.k8s.io/v1';
import { given } from '../../core/json.ts';
import type { CertificateOptions, RouteOptions } from './route-options.ts';
import { metadata, type Subject } from './subject.ts';

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
