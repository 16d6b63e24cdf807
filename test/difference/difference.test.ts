import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, changesBetween } from '../../generator/difference/changes.ts';
import { fieldChanges } from '../../generator/difference/fields.ts';
import { folded } from '../../generator/difference/fold.ts';
import type { Placed } from '../../generator/difference/placed.ts';
import { subjectOf } from '../../generator/patch/subject.ts';
import { workload } from '../support/workload.ts';

const placed = (object: object, more: Partial<Placed> = {}): Placed => ({
  object,
  file: 'a.yaml',
  owner: 'shop',
  ...more,
});

function one(
  before: object | undefined,
  after: object | undefined,
  more: Partial<Placed> = {},
): Change | undefined {
  const [change, ...others] = changesBetween(
    {
      cluster: 'prod',
      before: before === undefined ? [] : [placed(before)],
      after: after === undefined ? [] : [placed(after, more)],
    },
    { kubernetes: '1.36' },
  );
  expect(others).toEqual([]);
  return change;
}

describe('the fields that differ', () => {
  const deployment = (containers: readonly object[]): object => workload('Deployment', { containers });
  const fields = (before: object, after: object): readonly object[] =>
    fieldChanges(before, after, subjectOf(after, {}).schema);

  it('are known by the keys of their lists, whatever the order', () => {
    const web = {
      name: 'web',
      image: 'web:1',
      ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }],
    };
    const log = { name: 'log', image: 'log:1' };
    expect(
      fields(
        deployment([web, log]),
        deployment([log, { ...web, image: 'web:2', ports: [{ containerPort: 53, protocol: 'UDP' }] }]),
      ),
    ).toEqual([
      { path: 'spec.template.spec.containers[name=web].image', before: 'web:1', after: 'web:2' },
      {
        path: 'spec.template.spec.containers[name=web].ports[containerPort=80]',
        before: { containerPort: 80 },
      },
      { path: 'spec.template.spec.containers', before: ['web', 'log'], after: ['log', 'web'] },
    ]);
  });

  it('are places in lists without keys, and quoted keys of maps', () => {
    expect(fields({ a: ['x', 'y', 'z'], b: { 'c.d/e': 1 } }, { a: ['x', 'z', 'w'], b: {} })).toEqual([
      { path: 'a[1]', before: 'y' },
      { path: 'a[2]', after: 'w' },
      { path: "b['c.d/e']", before: 1 },
    ]);
  });

  it('are none exactly where nothing differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
        const found = fieldChanges(before, after, undefined);
        expect(found.length === 0).toBe(JSON.stringify(sorted(before)) === JSON.stringify(sorted(after)));
        for (const each of found) expect(each.before).not.toEqual(each.after);
      }),
      { numRuns: 2000 },
    );
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return { map: entries.sort(([a], [b]) => (a < b ? -1 : 1)) };
}

describe('what becomes of an object', () => {
  const rolled = (kind: string, spec: object = {}): Change | undefined =>
    one(
      workload(kind, { containers: [{ name: 'web', image: 'web:1' }] }, spec),
      workload(kind, { containers: [{ name: 'web', image: 'web:2' }] }, spec),
    );

  it.each([
    ['Deployment', {}, 'rolled', 'its pods are replaced step by step'],
    ['Deployment', { strategy: { type: 'Recreate' } }, 'rolled', 'all its pods stop before new ones start'],
    ['Deployment', { paused: true }, 'changed', 'it is paused: its pods stay'],
    [
      'StatefulSet',
      { serviceName: 'web' },
      'rolled',
      'its pods are replaced one after another, the last one first',
    ],
    [
      'StatefulSet',
      { serviceName: 'web', updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } },
      'rolled',
      'its pods from number 2 up are replaced one after another, the last one first',
    ],
    [
      'StatefulSet',
      { serviceName: 'web', updateStrategy: { type: 'OnDelete' } },
      'changed',
      'its pods change when somebody deletes them',
    ],
    ['DaemonSet', {}, 'rolled', 'its pods are replaced node by node'],
    [
      'DaemonSet',
      { updateStrategy: { type: 'OnDelete' } },
      'changed',
      'its pods change when somebody deletes them',
    ],
    ['ReplicaSet', {}, 'changed', 'pods that run stay as they are'],
  ])('%s with %j whose template changes', (kind, spec, effect, note) => {
    expect(rolled(kind, spec)).toMatchObject({ effect, note, findings: [] });
  });

  const map = (name: string, data: object, more: object = {}): object => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'shop', ...more },
    data,
  });

  it('is nothing where only the file, the order of keys or the version of its group is another', () => {
    expect(
      one(map('a', { a: '1', b: '2' }), map('a', { b: '2', a: '1' }), { file: 'b.yaml' }),
    ).toBeUndefined();
  });

  it('is created, changed, deleted, left behind, moved', () => {
    expect(one(undefined, map('a', {}))).toMatchObject({ effect: 'created', fields: [] });
    expect(one(map('a', { a: '1' }), map('a', { a: '2' }))).toMatchObject({
      effect: 'changed',
      bundle: 'shop',
      fields: [{ path: 'data.a', before: '1', after: '2' }],
    });
    expect(one(map('a', {}), undefined)).toMatchObject({ effect: 'pruned' });
    expect(
      one(map('a', {}, { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } }), undefined),
    ).toMatchObject({
      effect: 'abandoned',
      note: 'it stays in the cluster, and nobody renders it',
    });
    expect(one(map('a', {}), map('a', {}), { owner: 'web' })).toMatchObject({
      effect: 'moved',
      movedFrom: 'shop',
      bundle: 'web',
      findings: [],
    });
  });

  it('is refused, or made anew where the engine forces it, and said as a finding', () => {
    const deployment = (app: string, annotations: object = {}): object => ({
      ...workload(
        'Deployment',
        { containers: [{ name: 'web', image: 'web:1' }] },
        { selector: { matchLabels: { app } } },
      ),
      metadata: { name: 'web', namespace: 'shop', annotations },
    });
    expect(one(deployment('a'), deployment('b'))).toMatchObject({
      effect: 'refused',
      findings: [{ code: 'immutable/fixed-field', source: { file: 'a.yaml' } }],
    });
    expect(
      one(deployment('a'), deployment('b', { 'kustomize.toolkit.fluxcd.io/force': 'enabled' })),
    ).toMatchObject({
      effect: 'recreated',
      findings: [{ code: 'immutable/recreated' }],
    });
  });

  it('takes data along', () => {
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: 'shop' },
      spec: {},
    };
    expect(one(claim, undefined)).toMatchObject({
      effect: 'pruned',
      loss: 'its volume, unless the class of that keeps it',
      findings: [{ code: 'immutable/destroyed' }],
    });
  });

  it('is one change where a name is made of the content', () => {
    expect(one(map('web-4h9t7k2c5b', { a: '1' }), map('web-9d2f8m6g4k', { a: '2' }))).toMatchObject({
      effect: 'changed',
      renamedFrom: 'web-4h9t7k2c5b',
      resource: { name: 'web-9d2f8m6g4k' },
    });
  });

  it('is noise where only labels of charts, checksums or bundles of authorities differ, unless pods are replaced', () => {
    const labels = { 'helm.sh/chart': 'web-1.0', 'app.kubernetes.io/version': '1' };
    expect(
      one(
        map('a', {}, { labels }),
        map('a', {}, { labels: { 'helm.sh/chart': 'web-1.1', 'app.kubernetes.io/version': '2' } }),
      ),
    ).toMatchObject({
      noise: true,
    });
    const web = (checksum: string): object =>
      workload(
        'Deployment',
        { containers: [{ name: 'web', image: 'web:1' }] },
        {},
        { 'checksum/config': checksum },
      );
    expect(one(web('a'), web('b'))).toMatchObject({ noise: false, effect: 'rolled' });
  });
});

describe('what is secret', () => {
  const secret = (data: object): object => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a', namespace: 'shop' },
    stringData: data,
  });

  it.each([
    [secret({ a: 'hunter1', b: 'x' }), secret({ a: 'hunter2', c: 'x' })],
    [
      workload('Deployment', {
        containers: [{ name: 'a', image: 'a', env: [{ name: 'DB_PASSWORD', value: 'hunter1' }] }],
      }),
      workload('Deployment', {
        containers: [{ name: 'a', image: 'a', env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }],
      }),
    ],
    [
      workload('Deployment', { containers: [{ name: 'a', image: 'a' }] }),
      workload('Deployment', {
        containers: [{ name: 'a', image: 'a', env: [{ name: 'API_TOKEN', value: 'hunter2' }] }],
      }),
    ],
    [
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'a' },
        spec: { values: { auth: { password: 'hunter1' } } },
      },
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'a' },
        spec: { values: { auth: { password: 'hunter2', adminPassword: 'hunter3' } } },
      },
    ],
    [
      { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: { name: 'a' } },
      {
        apiVersion: 'kustomize.config.k8s.io/v1beta1',
        kind: 'Kustomization',
        metadata: { name: 'a' },
        secretGenerator: [{ name: 'a', literals: ['a=hunter2'] }],
      },
    ],
  ])('is another, and not shown', (before, after) => {
    const change = one(before, after);
    expect(change?.fields.length).toBeGreaterThan(0);
    expect(JSON.stringify(change)).toContain('***');
    expect(JSON.stringify(change)).not.toContain('hunter');
  });

  it('is not the name of a Secret', () => {
    const pod = (secretName: string): object =>
      workload('Deployment', {
        containers: [{ name: 'a', image: 'a' }],
        volumes: [{ name: 'a', secret: { secretName } }],
      });
    expect(one(pod('one'), pod('other'))?.fields).toEqual([
      { path: 'spec.template.spec.volumes[name=a].secret.secretName', before: 'one', after: 'other' },
    ]);
  });
});

describe('many clusters', () => {
  const change = (cluster: string, tag: string): readonly Change[] =>
    changesBetween(
      {
        cluster,
        before: [placed(workload('Deployment', { containers: [{ name: 'web', image: 'web:1' }] }))],
        after: [
          placed(workload('Deployment', { containers: [{ name: 'web', image: `${cluster}/web:${tag}` }] })),
        ],
      },
      {},
    );

  it('that change alike are one, those that do not come first', () => {
    const names = Array.from({ length: 399 }, (_, index) => `prod-${index}`);
    const all = names.flatMap((name) => change(name, name === 'prod-7' ? '3' : '2'));
    const [first, second, ...others] = folded(all, () => [...names, 'prod-x']);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ clusters: ['prod-7'], elsewhere: 398, unchangedIn: ['prod-x'] });
    expect(second).toMatchObject({ elsewhere: 1, unchangedIn: ['prod-x'] });
    expect(second?.clusters.length).toBe(398);
  });
});
