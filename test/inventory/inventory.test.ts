import { describe, expect, it } from 'vitest';
import { inventoryOf } from '../../generator/inventory/inventory.ts';
import { stack } from '../support/committed-project.ts';
import { synthProject } from '../support/synth-project.ts';
import { workload } from '../support/workload.ts';

const meta = (name: string, namespace?: string): object => ({
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

describe('the inventory of a cluster', () => {
  it('has images with tags and digests, also of pods in custom resources, and who runs them', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    const { images } = inventoryOf('prod', [
      workload('Deployment', {
        initContainers: [{ name: 'a', image: 'localhost:5000/a' }],
        containers: [{ name: 'b', image: `b:1@${digest}` }],
      }),
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        ...meta('c', 'shop'),
        spec: {
          jobTemplate: {
            spec: { template: { spec: { containers: [{ name: 'b', image: `b:1@${digest}` }] } } },
          },
        },
      },
      {
        apiVersion: 'example.com/v1',
        kind: 'Worker',
        ...meta('w', 'shop'),
        spec: { template: { spec: { containers: [{ name: 'x', image: 'x:2' }] } } },
      },
    ]);
    expect(images).toEqual([
      {
        image: `b:1@${digest}`,
        repository: 'b',
        tag: '1',
        digest,
        by: ['CronJob shop/c', 'Deployment shop/web'],
      },
      { image: 'localhost:5000/a', repository: 'localhost:5000/a', by: ['Deployment shop/web'] },
      { image: 'x:2', repository: 'x', tag: '2', by: ['Worker shop/w'] },
    ]);
  });

  it('says by subject who may do what, and where', () => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      ...meta('read', 'shop'),
      rules: [
        { apiGroups: ['', 'apps'], resources: ['pods'], verbs: ['get', 'list'], resourceNames: ['web'] },
      ],
    };
    const bind = (kind: string, of: string, name: string): object => ({
      apiVersion: role.apiVersion,
      kind,
      ...(kind === 'RoleBinding' ? meta('b', 'shop') : meta('b')),
      roleRef: { kind: of, name },
      subjects: [
        { kind: 'Group', name: 'team' },
        { kind: 'ServiceAccount', name: 'web', namespace: 'shop' },
      ],
    });
    const { access } = inventoryOf('prod', [
      role,
      {
        apiVersion: role.apiVersion,
        kind: 'ClusterRole',
        ...meta('read'),
        rules: [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }],
      },
      bind('RoleBinding', 'Role', 'read'),
      bind('ClusterRoleBinding', 'ClusterRole', 'read'),
      bind('ClusterRoleBinding', 'ClusterRole', 'admin'),
    ]);
    expect(access).toHaveLength(6);
    expect(access.filter(({ subject }) => subject === 'Group team')).toEqual([
      { subject: 'Group team', role: 'ClusterRole admin', binding: 'ClusterRoleBinding b' },
      {
        subject: 'Group team',
        role: 'ClusterRole read',
        binding: 'ClusterRoleBinding b',
        rules: ['get /healthz'],
      },
      {
        subject: 'Group team',
        role: 'Role read',
        binding: 'RoleBinding shop/b',
        namespace: 'shop',
        rules: ['get, list pods (core, apps) called web'],
      },
    ]);
    expect(access.some(({ subject }) => subject === 'ServiceAccount shop/web')).toBe(true);
  });

  it('knows what makes a Secret, and who uses it, in every way there is', () => {
    const ref = (name: string): object => ({ name });
    const { secrets } = inventoryOf('prod', [
      workload('Deployment', {
        imagePullSecrets: [ref('pull')],
        volumes: [
          { name: 'a', secret: { secretName: 'volume' } },
          { name: 'b', projected: { sources: [{ secret: ref('projected') }] } },
        ],
        containers: [
          {
            name: 'a',
            image: 'a',
            env: [{ name: 'A', valueFrom: { secretKeyRef: { ...ref('key'), key: 'a' } } }],
            envFrom: [{ secretRef: ref('all') }],
          },
        ],
      }),
      { apiVersion: 'v1', kind: 'Secret', ...meta('key', 'shop'), stringData: { a: 'hunter2' } },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        ...meta('x', 'shop'),
        spec: { target: { name: 'all' } },
      },
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        ...meta('tls', 'shop'),
        spec: { secretName: 'volume' },
      },
      { apiVersion: 'v1', kind: 'Secret', ...meta('unused', 'shop') },
    ]);
    const by = ['Deployment shop/web'];
    expect(secrets).toEqual([
      { secret: 'shop/all', madeBy: 'ExternalSecret shop/x', by },
      { secret: 'shop/key', madeBy: 'Secret shop/key', by },
      { secret: 'shop/projected', by },
      { secret: 'shop/pull', by },
      { secret: 'shop/unused', madeBy: 'Secret shop/unused', by: [] },
      { secret: 'shop/volume', madeBy: 'Certificate shop/tls', by },
    ]);
    expect(JSON.stringify(secrets)).not.toContain('hunter2');
  });

  it('says what pods may on their nodes, and which charts are installed', () => {
    const { capabilities, charts } = inventoryOf('prod', [
      workload('DaemonSet', {
        hostNetwork: true,
        volumes: [{ name: 'a', hostPath: { path: '/var/run' } }],
        containers: [
          {
            name: 'a',
            image: 'a',
            ports: [{ hostPort: 80 }],
            securityContext: { privileged: true, runAsUser: 0, capabilities: { add: ['NET_ADMIN'] } },
          },
        ],
      }),
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        ...meta('a', 'shop'),
        spec: { chart: { spec: { chart: 'web', version: '1' } } },
      },
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        ...meta('b', 'argocd'),
        spec: { sources: [{ chart: 'db', targetRevision: '2' }, { path: 'x' }] },
      },
    ]);
    expect(capabilities.map(({ what }) => what)).toEqual([
      'container a: adds NET_ADMIN',
      'container a: port 80 of the node',
      'container a: privileged',
      'container a: runs as root',
      'hostNetwork',
      'path /var/run of the node',
    ]);
    expect(charts).toEqual([
      { by: 'Application argocd/b', chart: 'db', version: '2' },
      { by: 'HelmRelease shop/a', chart: 'web', version: '1' },
    ]);
  });
});

it('is printed, and answered to programs, cluster by cluster', () => {
  const project = synthProject({
    'stacks/a.stack.ts': stack({
      shop: { objects: [workload('Deployment', { containers: [{ name: 'a', image: 'web:1' }] })] },
    }),
  });
  expect(project.plimsoll(['inventory'])).toEqual({
    code: 0,
    signal: null,
    err: '',
    out: 'prod\n  images\n    web:1  (Deployment shop/web)\n',
  });
  expect(JSON.parse(project.plimsoll(['inventory', '--format=json']).out)).toMatchObject([
    { cluster: 'prod', images: [{ image: 'web:1' }] },
  ]);
  expect(project.plimsoll(['inventory', '--format=xml']).code).toBe(64);
});
