import { externalSecret } from '../../../generator/applications/secrets/external-secret.ts';
import { webService } from '../../../generator/applications/workloads/web-service.ts';
import { applicationCase } from '../../support/application-case.ts';
import type { Golden } from '../../support/golden.ts';

/** The least that can be said, everything that can be said with an Ingress, and a route of a Gateway. */
export const golden: Golden = (gitops) =>
  applicationCase(
    gitops,
    {
      plain: webService({ image: 'registry.example.com/plain:1.0.0', port: 8080 }),
      web: webService({
        image: 'registry.example.com/web:1.0.0',
        port: 8080,
        host: ['shop.example.com', 'www.shop.example.com'],
        route: { ingressClass: 'public', annotations: { 'example.com/limit': '10' } },
        args: ['--listen', ':8080'],
        labels: { team: 'shop' },
        annotations: { 'example.com/log': 'json' },
        env: {
          LEVEL: 'info',
          WORKERS: 4,
          DEBUG: false,
          TOKEN: { secret: 'web', key: 'token' },
          POD: { field: 'metadata.name' },
          MEMORY: { resource: 'limits.memory' },
        },
        envFrom: [{ secret: 'web', prefix: 'SHOP_' }],
        files: { 'shop.toml': { project: 'conf/shop.toml' }, 'motd.txt': 'Hello' },
        volumes: {
          cache: { path: '/var/cache', scratch: '1Gi' },
          keys: { path: '/etc/keys', secret: 'web', optional: true },
        },
        resources: { cpu: '250m', memory: '256Mi', memoryLimit: '512Mi', cpuLimit: 1, disk: '2Gi' },
        security: { user: 1000, group: 1000, capabilities: ['NET_BIND_SERVICE'] },
        account: { annotations: { 'example.com/role': 'shop' } },
        replicas: { min: 3, max: 9, cpu: 70, memory: 80 },
        disruption: { minAvailable: '50%' },
        health: {
          ready: { http: '/ready', timeout: 2 },
          alive: { http: '/live', failures: 6 },
          started: false,
        },
        metrics: { interval: '15s' },
        network: {
          to: [
            { app: 'db', ports: [5432] },
            { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'], ports: [443] },
          ],
        },
        placement: { nodes: { 'kubernetes.io/arch': 'amd64' }, priorityClass: 'system-cluster-critical' },
        shutdown: { drain: 10, grace: 60 },
        init: { migrate: { image: 'registry.example.com/web:1.0.0', args: ['migrate'] } },
        sidecars: { proxy: { image: 'registry.example.com/proxy:2.0.0', ports: { proxy: 9000 } } },
        pullSecrets: ['web'],
      }),
      'web-secret': externalSecret({ name: 'web', store: 'vault', all: 'shop/web' }),
      api: webService({
        image: 'registry.example.com/api:1.0.0',
        port: 3000,
        servicePort: 8080,
        host: 'api.example.com',
        route: {
          gateway: { name: 'public', namespace: 'gateway', listener: 'https' },
          path: '/v1',
          tls: { issuer: 'internal' },
        },
        replicas: 1,
        strategy: 'recreate',
        metrics: true,
        network: { from: ['anywhere'], to: ['cluster'] },
        tmp: false,
      }),
    },
    { 'conf/shop.toml': 'currency = "EUR"\n' },
  );
