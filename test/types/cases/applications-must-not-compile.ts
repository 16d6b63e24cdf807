// Every line that ends in a comment beginning with //! must be refused by the compiler, and no other line.
import {
  alert,
  cronJob,
  daemon,
  externalSecret,
  fromFiles,
  job,
  namespace,
  notification,
  operator,
  sealedSecret,
  statefulService,
  tenant,
  trainingJob,
  webService,
  worker,
} from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';

const image = 'registry.example.com/web:1.0.0';

export const services = [
  webService({ image, port: 80 }),
  webService({ port: 80 }), //! an image
  webService({ image }), //! a port
  webService({ image, port: '80' }), //! a number
  webService({ image, port: 80, route: { path: '/' } }), //! a route without a host
  webService({ image, port: 80, host: 'a.example.com', route: { path: '/' } }),
  webService({ image, port: 80, host: 'a.example.com', route: { ingressClass: 'a', gateway: { name: 'b' } } }), //! one of the two
  webService({ image, port: 80, host: 'a.example.com', route: { gateway: { name: 'b' }, tls: false } }), //! the Gateway decides
  webService({ image, port: 80, replicas: { min: 1 } }), //! up to how many
  webService({ image, port: 80, resources: { memory: '1 GB' } }), //! an amount
  webService({ image, port: 80, resources: { memory: '1.5Gi', cpu: 2 } }),
  webService({ image, port: 80, disruption: { maxUnavailable: '25' } }), //! a share, or a number
  webService({ image, port: 80, disruption: { maxUnavailable: '25%' } }),
  webService({ image, port: 80, disruption: { maxUnavailable: 1, minAvailable: 1 } }), //! one of the two
  webService({ image, port: 80, env: { A: { secret: 'a' } } }), //! which key
  webService({ image, port: 80, env: { A: { secret: 'a', key: 'b' }, B: 1, C: { field: 'metadata.name' } } }),
  webService({ image, port: 80, network: { to: ['everywhere'] } }), //! nobody is called so
  webService({ image, port: 80, network: { to: [{ port: 80 }] } }), //! who
  webService({ image, port: 80, volumes: { a: { path: '/a' } } }), //! of what
  webService({ image, port: 80, volumes: { a: { path: '/a', claim: 'a' } } }),
  webService({ image, port: 80, volumes: { a: { path: '/a', claim: 'a', secret: 'b' } } }), //! one thing
  webService({ image, port: 80, health: { ready: { http: '/', tcp: 80 } } }), //! one way
  webService({ image, port: 80, env: { A: { field: 'metadata.name', secret: 'a', key: 'b' } } }), //! one place
  webService({ image, port: 80, network: { to: [{ app: 'a', cidr: '10.0.0.0/8' }] } }), //! one of the two
  webService({ image, port: 80, network: { to: [{ app: 'a', namespace: 'b' }] } }),
  webService({ image, port: 80, health: { ready: { every: 5 } } }), //! asked how
  webService({ image, port: 80, strategy: 'blue-green' }), //! no such strategy
  webService({ image, port: 80, replica: 2 }), //! no such option
];

export const others = [
  worker({ image, host: 'a.example.com' }), //! nobody calls it
  worker({ image, health: '/healthz' }), //! it has no port of its own
  statefulService({ image, ports: { a: 1 } }), //! storage
  statefulService({ image, ports: { a: 1 }, claims: { a: { path: '/a' } } }), //! how much
  statefulService({ image, ports: { a: 1 }, claims: { a: { path: '/a', size: '1Gi' } } }),
  daemon({ image, replicas: 2 }), //! one on each node
  job({ image, timeLimit: '10 minutes' }), //! a duration
  job({ image, schedule: '@daily' }), //! a cronJob has
  cronJob({ image }), //! when
  cronJob({ image, schedule: '@daily', overlap: 'queue' }), //! no such way
  cronJob({ image, schedule: '@daily', before: 'web' }), //! a job does
  trainingJob({ image, completions: 2 }), //! workers
  trainingJob({ image, devices: { a: {} } }), //! made of what
  operator({ image, owns: ['Deployment'] }), //! a kind is more than a word
  operator({ image, owns: [Deployment] }),
  operator({ image, validating: { a: { path: '/a' } } }), //! of which kinds
  namespace({ podSecurity: 'strict' }), //! no such standard
  tenant({ groups: { owner: ['a'] } }), //! no such right
  externalSecret({ all: 'a' }), //! of which store
  externalSecret({ store: { name: 'a' }, all: 'a' }), //! of which kind
  sealedSecret({ data: { a: 1 } }), //! a text
  alert({ rules: { A: { expr: 'up == 0' } } }), //! what it means
  notification({ to: { slack: 'a' } }), //! by which secret
  notification({ to: { webhook: 'http://example.com' } }), //! in the open
  fromFiles('a/*.yaml', webService),
  fromFiles('a/*.yaml', 'WebService'), //! the kind itself
  fromFiles('a/*.yaml', { kind: 'A', make: webService }), //! by which schema
];
