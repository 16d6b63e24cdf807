import { type ApplicationConfig, resources } from 'plimsoll';
import { ClusterIssuer } from 'plimsoll/crds/cert-manager.io/v1';
import { Gateway, GatewayClass } from 'plimsoll/crds/gateway.networking.k8s.io/v1';

/** The door of the cluster: one listener with a certificate that renews itself. */
export function gateway({ domain }: { readonly domain: string }): ApplicationConfig {
  return resources([
    ClusterIssuer({
      metadata: { name: 'letsencrypt' },
      spec: {
        acme: {
          server: 'https://acme-v02.api.letsencrypt.org/directory',
          email: 'platform@example.com',
          privateKeySecretRef: { name: 'letsencrypt-account' },
          solvers: [
            { http01: { gatewayHTTPRoute: { parentRefs: [{ name: 'public', namespace: 'gateway' }] } } },
          ],
        },
      },
    }),
    GatewayClass({
      metadata: { name: 'public' },
      spec: { controllerName: 'gateway.envoyproxy.io/gatewayclass-controller' },
    }),
    Gateway({
      metadata: { name: 'public', annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' } },
      spec: {
        gatewayClassName: 'public',
        listeners: [
          {
            name: 'https',
            port: 443,
            protocol: 'HTTPS',
            hostname: `*.${domain}`,
            tls: { certificateRefs: [{ name: 'public' }] },
            allowedRoutes: { namespaces: { from: 'All' } },
          },
        ],
      },
    }),
  ]);
}
