import { describe, expect, it } from 'vitest';
import { judgeFiles } from '../../generator/validate/files/judge-files.ts';
import type { ValidateOptions } from '../../generator/validate/options.ts';
import { validateObjects } from '../../generator/validate/validate-objects.ts';

type Data = Readonly<Record<string, unknown>>;
const object = (
  apiVersion: string,
  kind: string,
  name: string,
  rest: Data = {},
  namespace = 'shop',
): Data => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  ...rest,
});
const deployment = (name: string, container: Data = {}, pod: Data = {}, labels: Data = { app: name }): Data =>
  object('apps/v1', 'Deployment', name, {
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'a', image: 'a', ...container }], ...pod },
      },
    },
  });
const service = (name: string, spec: Data = {}): Data =>
  object('v1', 'Service', name, { spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec } });
const map = (name: string, data: Data = {}): Data => object('v1', 'ConfigMap', name, { data });
const secret = (name: string): Data => object('v1', 'Secret', name, { stringData: { password: 'a' } });
const ingress = (backend: Data, spec: Data = {}): Data =>
  object('networking.k8s.io/v1', 'Ingress', 'web', {
    spec: { defaultBackend: { service: backend }, ...spec },
  });
const route = (backend: Data, parent: Data = { name: 'edge' }): Data =>
  object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', {
    spec: { parentRefs: [parent], rules: [{ backendRefs: [backend] }] },
  });
const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'edge', {
  spec: { gatewayClassName: 'a', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
});
const scaler = (name: string, target = 'web'): Data =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', name, {
    spec: { maxReplicas: 4, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target } },
  });
const binding = (roleRef: Data, subject: Data): Data =>
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', 'a', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', ...roleRef },
    subjects: [{ kind: 'ServiceAccount', namespace: 'shop', ...subject }],
  });
const account = object('v1', 'ServiceAccount', 'bot');
const flux = (name: string, spec: Data = {}): Data =>
  object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', name, {
    spec: { interval: '1m', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' }, ...spec },
  });
const release = (from: Data): Data =>
  object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'web', {
    spec: { interval: '1m', chartRef: { kind: 'OCIRepository', name: 'flux-system' }, valuesFrom: [from] },
  });
const asks = (requests: Data): Data => deployment('web', { resources: { requests } });
const quota = (hard: Data): Data => object('v1', 'ResourceQuota', 'team', { spec: { hard } });
const limits = (limit: Data): Data =>
  object('v1', 'LimitRange', 'team', { spec: { limits: [{ type: 'Container', ...limit }] } });
const webhook = (port: number): Data => ({
  ...object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'a', {
    webhooks: [
      {
        name: 'a.example.com',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        clientConfig: { service: { namespace: 'shop', name: 'web', port } },
      },
    ],
  }),
  metadata: { name: 'a' },
});

/** What it is about, objects that are fine, and others of which this is said. */
const own = 'https://kubernetes.default.svc';
const project = (spec: Data): Data =>
  object('argoproj.io/v1alpha1', 'AppProject', 'team', {
    spec: { sourceRepos: ['*'], destinations: [{ server: own, namespace: 'team-*' }], ...spec },
  });
const application = (spec: Data): Data =>
  object('argoproj.io/v1alpha1', 'Application', 'a', {
    spec: {
      project: 'team',
      destination: { server: own, namespace: 'team-a' },
      source: { repoURL: 'https://git.example.com/team/web.git', path: 'deploy' },
      ...spec,
    },
  });
const trusting = (from: string): Data => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'a', annotations: { 'cert-manager.io/inject-ca-from': from } },
});

const cases: readonly (readonly [
  what: string,
  fine: readonly Data[],
  wrong: readonly Data[],
  said: string,
])[] = [
  [
    'a Service and its pods',
    [service('web'), deployment('web')],
    [service('wbe'), deployment('web')],
    'warning references/selects-nothing spec.selector',
  ],
  [
    'a port by its name',
    [
      service('web', { ports: [{ port: 80, targetPort: 'http' }] }),
      deployment('web', { ports: [{ name: 'http', containerPort: 80 }] }),
    ],
    [
      service('web', { ports: [{ port: 80, targetPort: 'htpp' }] }),
      deployment('web', { ports: [{ name: 'http', containerPort: 80 }] }),
    ],
    'error references/no-such-port spec.ports[0].targetPort',
  ],
  [
    'two workloads behind one Service',
    [service('web'), deployment('web'), deployment('api')],
    [
      service('web'),
      deployment('web'),
      object('v1', 'Pod', 'debug', {
        metadata: { name: 'debug', namespace: 'shop', labels: { app: 'web' } },
        spec: { containers: [{ name: 'a', image: 'a' }] },
      }),
    ],
    'warning references/shared-selector spec.selector',
  ],
  [
    'two workloads with one selector',
    [deployment('web'), deployment('api')],
    [deployment('web'), deployment('api', {}, {}, { app: 'web' })],
    'warning references/shared-selector spec.selector',
  ],
  [
    'an Ingress and its Service',
    [ingress({ name: 'web', port: { number: 80 } }), service('web'), deployment('web')],
    [ingress({ name: 'api', port: { number: 80 } }), service('web'), deployment('web')],
    'warning references/no-such-object spec.defaultBackend.service.name',
  ],
  [
    'an Ingress and a port',
    [ingress({ name: 'web', port: { number: 80 } }), service('web'), deployment('web')],
    [ingress({ name: 'web', port: { number: 8080 } }), service('web'), deployment('web')],
    'error references/no-such-port spec.defaultBackend.service.port.number',
  ],
  [
    'a route and a port',
    [route({ name: 'web', port: 80 }), gateway, service('web'), deployment('web')],
    [route({ name: 'web', port: 81 }), gateway, service('web'), deployment('web')],
    'error references/no-such-port spec.rules[0].backendRefs[0].port',
  ],
  [
    'a route and a listener',
    [
      route({ name: 'web', port: 80 }, { name: 'edge', sectionName: 'http' }),
      gateway,
      service('web'),
      deployment('web'),
    ],
    [
      route({ name: 'web', port: 80 }, { name: 'edge', sectionName: 'https' }),
      gateway,
      service('web'),
      deployment('web'),
    ],
    'error references/no-such-port spec.parentRefs[0].sectionName',
  ],
  [
    'a webhook and its Service',
    [webhook(80), service('web'), deployment('web')],
    [webhook(443), service('web'), deployment('web')],
    'error references/no-such-port webhooks[0].clientConfig.service.port',
  ],
  [
    'what is scaled',
    [scaler('a'), deployment('web')],
    [scaler('a', 'wbe'), deployment('web')],
    'warning references/no-such-object spec.scaleTargetRef.name',
  ],
  [
    'what is scaled once',
    [scaler('a'), scaler('b', 'api'), deployment('web'), deployment('api')],
    [scaler('a'), scaler('b'), deployment('web')],
    'error references/scaled-twice spec.scaleTargetRef',
  ],
  [
    'a budget of somebody',
    [
      object('policy/v1', 'PodDisruptionBudget', 'a', {
        spec: { selector: { matchLabels: { app: 'web' } } },
      }),
      deployment('web'),
    ],
    [
      object('policy/v1', 'PodDisruptionBudget', 'a', {
        spec: { selector: { matchLabels: { app: 'wbe' } } },
      }),
      deployment('web'),
    ],
    'warning references/selects-nothing spec.selector',
  ],
  [
    'a network policy of somebody',
    [object('networking.k8s.io/v1', 'NetworkPolicy', 'a', { spec: { podSelector: {} } }), deployment('web')],
    [
      object('networking.k8s.io/v1', 'NetworkPolicy', 'a', {
        spec: { podSelector: { matchLabels: { app: 'wbe' } } },
      }),
      deployment('web'),
    ],
    'warning references/selects-nothing spec.podSelector',
  ],
  [
    'a volume',
    [deployment('web', {}, { volumes: [{ name: 'a', configMap: { name: 'a' } }] }), map('a')],
    [deployment('web', {}, { volumes: [{ name: 'a', configMap: { name: 'b' } }] }), map('a')],
    'warning references/no-such-object spec.template.spec.volumes[0].configMap.name',
  ],
  [
    'a key of a volume',
    [
      deployment(
        'web',
        {},
        { volumes: [{ name: 'a', configMap: { name: 'a', items: [{ key: 'k', path: 'k' }] } }] },
      ),
      map('a', { k: 'v' }),
    ],
    [
      deployment(
        'web',
        {},
        { volumes: [{ name: 'a', configMap: { name: 'a', items: [{ key: 'l', path: 'k' }] } }] },
      ),
      map('a', { k: 'v' }),
    ],
    'error references/no-such-key spec.template.spec.volumes[0].configMap.items[0].key',
  ],
  [
    'a key of a variable',
    [
      deployment('web', {
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }],
      }),
      secret('db'),
    ],
    [
      deployment('web', {
        env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'db', key: 'pasword' } } }],
      }),
      secret('db'),
    ],
    'error references/no-such-key spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.key',
  ],
  [
    'all variables of a Secret',
    [deployment('web', { envFrom: [{ secretRef: { name: 'b', optional: true } }] }), secret('a')],
    [deployment('web', { envFrom: [{ secretRef: { name: 'b' } }] }), secret('a')],
    'warning references/no-such-object spec.template.spec.containers[0].envFrom[0].secretRef.name',
  ],
  [
    'an account',
    [deployment('web', {}, { serviceAccountName: 'bot' }), account],
    [deployment('web', {}, { serviceAccountName: 'boat' }), account],
    'warning references/no-such-object spec.template.spec.serviceAccountName',
  ],
  [
    'a claim',
    [
      deployment('web', {}, { volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'd' } }] }),
      object('v1', 'PersistentVolumeClaim', 'd', {
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      }),
    ],
    [
      deployment('web', {}, { volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'd' } }] }),
      map('d'),
    ],
    'warning references/no-such-object spec.template.spec.volumes[0].persistentVolumeClaim.claimName',
  ],
  [
    'a priority',
    [deployment('web', {}, { priorityClassName: 'system-cluster-critical' }), map('a')],
    [deployment('web', {}, { priorityClassName: 'high' }), map('a')],
    'warning references/no-such-object spec.template.spec.priorityClassName',
  ],
  [
    'a role',
    [binding({ kind: 'ClusterRole', name: 'view' }, { name: 'bot' }), account],
    [binding({ kind: 'ClusterRole', name: 'viewer' }, { name: 'bot' }), account],
    'warning references/no-such-object roleRef.name',
  ],
  [
    'who has a role',
    [binding({ kind: 'ClusterRole', name: 'view' }, { name: 'bot' }), account],
    [binding({ kind: 'ClusterRole', name: 'view' }, { name: 'boat' }), account],
    'warning references/no-such-object subjects[0].name',
  ],
  [
    'a namespace',
    [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, map('a')],
    [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shap' } }, map('a')],
    'warning references/no-such-object metadata.namespace',
  ],
  [
    'what a Kustomization waits for',
    [flux('a', { dependsOn: [{ name: 'b' }] }), flux('b')],
    [flux('a', { dependsOn: [{ name: 'c' }] }), flux('b')],
    'warning references/no-such-object spec.dependsOn[0].name',
  ],
  [
    'waiting in a circle',
    [flux('a', { dependsOn: [{ name: 'b' }] }), flux('b')],
    [flux('a', { dependsOn: [{ name: 'b' }] }), flux('b', { dependsOn: [{ name: 'a' }] })],
    'error references/circle spec.dependsOn',
  ],
  [
    'a source',
    [flux('a'), map('a')],
    [flux('a', { sourceRef: { kind: 'GitRepository', name: 'fleet' } }), map('a')],
    'warning references/no-such-object spec.sourceRef.name',
  ],
  [
    'values of a release',
    [release({ kind: 'ConfigMap', name: 'v' }), map('v', { 'values.yaml': 'a: 1' })],
    [release({ kind: 'ConfigMap', name: 'v' }), map('v', { 'value.yaml': 'a: 1' })],
    'error references/no-such-key spec.valuesFrom[0].valuesKey',
  ],
  [
    'a project of Argo CD',
    [
      object('argoproj.io/v1alpha1', 'Application', 'a', {
        spec: { project: 'default', destination: {}, source: { repoURL: 'https://example.com/a' } },
      }),
      map('a'),
    ],
    [
      object('argoproj.io/v1alpha1', 'Application', 'a', {
        spec: { project: 'team', destination: {}, source: { repoURL: 'https://example.com/a' } },
      }),
      map('a'),
    ],
    'warning references/no-such-object spec.project',
  ],
  [
    'what a project allows: the source',
    [project({ sourceRepos: ['https://git.example.com/team/*'] }), application({})],
    [project({ sourceRepos: ['https://git.example.com/other/*'] }), application({})],
    'error references/not-permitted spec.source.repoURL',
  ],
  [
    'what a project allows: the destination',
    [project({}), application({ destination: { name: 'in-cluster', namespace: 'team-a' } })],
    [project({}), application({ destination: { server: own, namespace: 'shop' } })],
    'error references/not-permitted spec.destination.namespace',
  ],
  [
    'what a project allows: the cluster',
    [project({}), application({ destination: { server: own, namespace: 'team-b' } })],
    [project({}), application({ destination: { server: 'https://other.example.com', namespace: 'team-b' } })],
    'error references/not-permitted spec.destination.namespace',
  ],
  [
    'the authority of a webhook',
    [
      trusting('shop/hook'),
      object('cert-manager.io/v1', 'Certificate', 'hook', { spec: { secretName: 'hook' } }),
    ],
    [
      trusting('shop/hook'),
      object('cert-manager.io/v1', 'Certificate', 'hok', { spec: { secretName: 'hook' } }),
    ],
    'warning references/no-such-object metadata.annotations.cert-manager.io/inject-ca-from',
  ],
  [
    'what a namespace may take',
    [asks({ cpu: '250m' }), scaler('a'), quota({ 'requests.cpu': '1' })],
    [asks({ cpu: '300m' }), scaler('a'), quota({ 'requests.cpu': '1' })],
    'error references/over-quota spec.hard[requests.cpu]',
  ],
  [
    'what a container may take',
    [deployment('web', { resources: { limits: { memory: '1Gi' } } }), limits({ max: { memory: '1Gi' } })],
    [deployment('web', { resources: { limits: { memory: '1025Mi' } } }), limits({ max: { memory: '1Gi' } })],
    'error references/over-limit spec.template.spec.containers[0].resources.limits.memory',
  ],
];

const found = (objects: readonly unknown[], options: ValidateOptions = {}): readonly string[] =>
  validateObjects(objects, { only: ['references'], ...options }).map(
    ({ severity, code, path }) => `${severity} ${code} ${path}`,
  );

describe('references', () => {
  it.each(cases)('%s', (_, fine, wrong, said) => {
    expect(found(fine)).toEqual([]);
    expect(found(wrong)).toContain(said);
    expect(found(wrong, { skip: ['references'] })).toEqual([]);
  });

  it('says what, and what to do', () => {
    const [finding] = validateObjects(
      [
        service('web'),
        deployment('wbe', {}, {}, { app: 'wbe' }),
        ingress({ name: 'wbe', port: { number: 80 } }),
      ],
      { only: ['references'] },
    );
    expect(finding).toMatchObject({
      index: 0,
      message: 'spec.selector selects no pod that is rendered',
      fix: "if its pods are made elsewhere: external: ['Service/shop/web']",
    });
    expect(
      validateObjects([ingress({ name: 'wbe', port: { number: 80 } }), service('web')], {
        only: ['references'],
      })[0],
    ).toMatchObject({
      message: 'spec.defaultBackend.service.name names the Service shop/wbe, which is not rendered',
      fix: "did you mean web? add it, or say that it is there: external: ['Service/shop/wbe']",
    });
  });

  it('asks nothing of what is said to be there', () => {
    const objects = [deployment('web', { envFrom: [{ secretRef: { name: 'db' } }] }), map('a')];
    for (const external of ['Secret/db', 'Secret/shop/db', 'Secret/*', '*/shop/*'])
      expect(found(objects, { external: [external] }), external).toEqual([]);
    expect(found(objects, { external: ['Secret/prod/db', 'ConfigMap/*'] })).toHaveLength(1);
  });

  it('knows what controllers make', () => {
    const uses = deployment('web', { envFrom: [{ secretRef: { name: 'db' } }] });
    const external = object('external-secrets.io/v1', 'ExternalSecret', 'a', {
      spec: { target: { name: 'db' } },
    });
    expect(found([uses, external])).toEqual([]);
    expect(found([uses, object('bitnami.com/v1alpha1', 'SealedSecret', 'db', { spec: {} })])).toEqual([]);
    expect(
      found([uses, object('cert-manager.io/v1', 'Certificate', 'db', { spec: { secretName: 'other' } })]),
    ).toHaveLength(1);
  });

  it('says once which kinds nobody defines, where definitions are rendered', () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: { group: 'example.com', names: { kind: 'Widget', plural: 'widgets' } },
    };
    const widget = object('example.com/v1', 'Widget', 'a');
    const gadget = (name: string): Data => object('example.com/v1', 'Gadget', name);
    expect(found([definition, widget, gadget('a'), gadget('b')])).toEqual([
      `warning ${'references/no-definition'} kind`,
    ]);
    expect(found([definition, widget, gadget('a')], { external: ['Gadget/*'] })).toEqual([]);
    expect(found([widget, gadget('a')])).toEqual([]);
    // A chart may bring definitions, of other groups than those that are rendered.
    const release = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'tool');
    const tool = object('tools.example.com/v1', 'Tool', 'a');
    expect(found([definition, release, widget, tool])).toEqual([]);
    expect(found([definition, release, widget, tool, gadget('a')])).toEqual([
      `warning ${'references/no-definition'} kind`,
    ]);
  });

  it('asks nothing of an object by itself, nor of a heap', () => {
    const uses = deployment('web', { envFrom: [{ secretRef: { name: 'db' } }] });
    expect(found([uses])).toEqual([]);
    expect(found([uses, uses, map('a')])).toEqual([]);
  });

  it('tells clusters of one run apart by their folders', () => {
    const text = (objects: readonly Data[]): string =>
      objects.map((each) => JSON.stringify(each)).join('\n---\n');
    const file = (path: string, objects: readonly Data[]) => ({
      name: path,
      path: `/repo/${path}`,
      text: () => text(objects),
      look: () => undefined,
    });
    const judged = judgeFiles(
      [
        file('clusters/a/app.yaml', [service('web'), deployment('web')]),
        file('clusters/b/app.yaml', [
          service('web'),
          deployment('web', { envFrom: [{ secretRef: { name: 'db' } }] }),
          ingress({ name: 'web', port: { number: 81 } }),
        ]),
      ] as never,
      { only: ['references'] },
    );
    expect(
      judged.map(({ objects }) =>
        objects.flatMap(({ findings }) => findings.map(({ code, source }) => `${code} ${source?.file}`)),
      ),
    ).toEqual([
      [],
      ['references/no-such-object clusters/b/app.yaml', 'references/no-such-port clusters/b/app.yaml'],
    ]);
  });

  const given = (name: string, objects: readonly Data[]): object => ({
    name,
    path: `/repo/${name}`,
    text: () => objects.map((each) => JSON.stringify(each)).join('\n---\n'),
    look: () => undefined,
  });
  const inFiles = (...files: readonly object[]): readonly string[] =>
    judgeFiles(files as never, { only: ['references'] }).flatMap(({ objects }) =>
      objects.flatMap(({ findings }) =>
        findings.map(({ code, message, fix }) => `${code}: ${message}; ${fix}`),
      ),
    );
  const source = (kind: string, name: string): Data =>
    object(`source.toolkit.fluxcd.io/v1`, kind, name, { spec: { url: 'https://example.com/a' } });

  it('knows folders that engines are told to read, of the repository that the files are of', () => {
    const apps = flux('apps', { path: './apps/web', sourceRef: { kind: 'GitRepository', name: 'fleet' } });
    const wrong = flux('wrong', { path: 'aps/web', sourceRef: { kind: 'GitRepository', name: 'fleet' } });
    const other = flux('other', { path: 'deploy', sourceRef: { kind: 'GitRepository', name: 'other' } });
    const sources = ['fleet', 'other'].map((name) => source('GitRepository', name));
    const web = given('apps/web/service.yaml', [map('a')]);
    const entry = (...objects: readonly Data[]): object =>
      given('clusters/a/apps.yaml', [...sources, ...objects]);
    expect(inFiles(web, entry(apps, other))).toEqual([]);
    expect(inFiles(web, entry(apps, wrong, other))).toEqual([
      'references/no-such-path: spec.path is aps/web, and there is no such folder; did you mean apps/web?',
    ]);
    // What was not given may be there.
    expect(
      inFiles(
        given('clusters/b/a.yaml', [map('a')]),
        entry(flux('b', { path: 'clusters/b', sourceRef: { kind: 'GitRepository', name: 'fleet' } }), wrong),
      ),
    ).toEqual([]);
    const argo = (name: string, path: string): Data =>
      object('argoproj.io/v1alpha1', 'Application', name, {
        spec: { project: 'default', destination: {}, source: { repoURL: 'https://example.com/a', path } },
      });
    expect(inFiles(web, given('argo/a.yaml', [argo('a', 'apps/web'), argo('b', 'apps/shop')]))).toEqual([
      expect.stringContaining('spec.source.path is apps/shop'),
    ]);
  });

  it('asks nothing of a volume that a claim template takes the place of', () => {
    const set = (volume: string): Data =>
      object('apps/v1', 'StatefulSet', 'db', {
        spec: {
          selector: { matchLabels: { app: 'db' } },
          template: {
            metadata: { labels: { app: 'db' } },
            spec: {
              containers: [{ name: 'a', image: 'a' }],
              volumes: [{ name: volume, persistentVolumeClaim: { claimName: volume } }],
            },
          },
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
            },
          ],
        },
      });
    expect(inFiles(given('a.yaml', [set('data'), map('a')]))).toEqual([]);
    expect(inFiles(given('a.yaml', [set('other'), map('a')]))).toEqual([
      expect.stringContaining('names the PersistentVolumeClaim shop/other'),
    ]);
  });

  it('reads names as they are when variables are put in their place', () => {
    const uses = deployment('web', { envFrom: [{ configMapRef: { name: '${env}-settings' } }] });
    const entry = (env: string): object =>
      given('clusters/a.yaml', [
        source('GitRepository', 'fleet'),
        flux('apps', {
          path: 'apps',
          sourceRef: { kind: 'GitRepository', name: 'fleet' },
          postBuild: { substitute: { env } },
        }),
      ]);
    const apps = given('apps/web.yaml', [uses, map('prod-settings')]);
    expect(inFiles(apps, entry('prod'))).toEqual([]);
    expect(inFiles(apps, entry('test'))).toEqual([
      expect.stringContaining('names the ConfigMap shop/test-settings'),
    ]);
  });
});
