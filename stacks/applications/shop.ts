import {
  type ApplicationConfig,
  externalSecret,
  image,
  job,
  projectFile,
  statefulService,
  webService,
  worker,
} from 'plimsoll';

export interface Shop {
  readonly domain: string;
  readonly replicas: number;
}

/** What is called from outside: it scales, and its secret and its configuration are its own. */
export function web({ domain, replicas }: Shop): ApplicationConfig {
  return webService({
    image: image('web'),
    port: 8080,
    host: `shop.${domain}`,
    route: { gateway: { name: 'public', namespace: 'gateway' } },
    replicas: { min: replicas, max: replicas * 4, cpu: 70 },
    envFrom: [{ secret: 'shop' }],
    files: { 'shop.toml': projectFile('stacks/files/shop.toml') },
    network: { to: [{ app: 'cache', ports: [6379] }] },
    metrics: true,
  });
}

/** Before a new version answers, the database is as it needs it. */
export function migration(): ApplicationConfig {
  return job({
    image: image('web'),
    args: ['migrate'],
    before: 'web',
    timeLimit: '10m',
    network: { to: [{ cidr: '10.20.0.0/16', ports: [5432] }] },
  });
}

/** Works on a queue: nobody calls it. */
export function orders({ replicas }: { readonly replicas: number }): ApplicationConfig {
  return worker({
    image: image('worker'),
    args: ['--queue', 'orders'],
    replicas,
    resources: { cpu: '50m', memory: '64Mi', memoryLimit: '128Mi' },
    network: { to: [{ app: 'cache', ports: [6379] }] },
  });
}

/** Remembers, and may forget: one member is enough. */
export function cache(): ApplicationConfig {
  return statefulService({
    image: image('cache'),
    ports: { cache: 6379 },
    claims: { data: { path: '/data', size: '1Gi' } },
    security: { user: 999 },
    network: { from: [{ app: 'web' }, { app: 'worker' }] },
  });
}

/** What the vault knows of the shop. */
export function credentials(): ApplicationConfig {
  return externalSecret({ name: 'shop', store: 'vault', all: 'shop/web' });
}
