import { describe, expect, it } from 'vitest';
import { applyPatch } from '../../generator/patch/convert/apply-patch.ts';
import { diffObjects } from '../../generator/patch/convert/diff-objects.ts';
import { refusal, refused } from '../support/refused.ts';

const deployment = { apiVersion: 'apps/v1', kind: 'Deployment' };

function pod(spec: object): object {
  return { apiVersion: 'v1', kind: 'Pod', spec };
}

/** The spec of a Pod after a strategic merge patch of it. */
function patched(spec: object, patch: object, kubernetes?: string): unknown {
  const result = applyPatch(pod(spec), { type: 'strategic', patch: { spec: patch } }, { kubernetes });
  return (result as { readonly spec: unknown }).spec;
}

const two = {
  containers: [
    { name: 'a', image: 'a:1', tty: true },
    { name: 'b', image: 'b:1' },
  ],
};

describe('strategic merge patch', () => {
  it('merges lists by their key: what the patch names is changed, what it brings comes before what stays behind', () => {
    expect(patched(two, { containers: [{ name: 'b', image: 'b:2' }] })).toEqual({
      containers: [two.containers[0], { name: 'b', image: 'b:2' }],
    });
    expect(patched(two, { containers: [{ name: 'a', tty: null }, { name: 'c' }] })).toEqual({
      containers: [{ name: 'a', image: 'a:1' }, { name: 'c' }, { name: 'b', image: 'b:1' }],
    });
  });

  it('by one key only: of two items that share it the first is meant', () => {
    const ports = [
      { containerPort: 53, protocol: 'UDP' },
      { containerPort: 53, protocol: 'TCP' },
    ];
    const of = (list: object[]): object => ({ containers: [{ name: 'a', ports: list }] });
    expect(patched(of(ports), of([{ containerPort: 53, name: 'dns' }]))).toEqual(
      of([
        { containerPort: 53, protocol: 'UDP', name: 'dns' },
        { containerPort: 53, protocol: 'TCP' },
      ]),
    );
  });

  it('replaces lists that do not merge, and joins those of plain values', () => {
    expect(
      patched(
        { containers: [{ name: 'a', args: ['x', 'y'] }] },
        { containers: [{ name: 'a', args: ['z'] }] },
      ),
    ).toEqual({
      containers: [{ name: 'a', args: ['z'] }],
    });
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { finalizers: ['a', 'b'] } };
    const patch = { metadata: { finalizers: ['c', 'a'] } };
    expect(applyPatch(object, { type: 'strategic', patch })).toMatchObject({
      metadata: { finalizers: ['c', 'a', 'b'] },
    });
  });

  it('$patch: delete takes out every match, replace makes the rest the list', () => {
    expect(patched(two, { containers: [{ $patch: 'delete', name: 'a' }] })).toEqual({
      containers: [two.containers[1]],
    });
    const twice = { tolerations: [], containers: [{ name: 'a' }, { name: 'b' }, { name: 'a', tty: true }] };
    expect(patched(twice, { containers: [{ name: 'a', $patch: 'delete' }] })).toMatchObject({
      containers: [{ name: 'b' }],
    });
    expect(patched(two, { containers: [{ name: 'c' }, { $patch: 'replace' }] })).toEqual({
      containers: [{ name: 'c' }],
    });
  });

  it('$patch on maps: replaced by the rest, or emptied', () => {
    const spec = { securityContext: { runAsUser: 1, fsGroup: 2 }, containers: [] };
    expect(patched(spec, { securityContext: { $patch: 'replace', runAsUser: 3 } })).toEqual({
      securityContext: { runAsUser: 3 },
      containers: [],
    });
    expect(patched(spec, { securityContext: { $patch: 'delete' } })).toEqual({
      securityContext: {},
      containers: [],
    });
    expect(refused(() => patched(spec, { securityContext: { $patch: 'merge' } }))).toEqual([
      {
        code: 'patch/bad-directive',
        class: 'patch',
        severity: 'error',
        message: 'spec.securityContext says $patch: "merge"; a map knows replace and delete',
        path: 'spec.securityContext',
      },
    ]);
  });

  it('$deleteFromPrimitiveList takes values out of a list that merges', () => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { finalizers: ['a', 'b', 'a'] } };
    const patch = { metadata: { '$deleteFromPrimitiveList/finalizers': ['a'], finalizers: ['c'] } };
    expect(applyPatch(object, { type: 'strategic', patch })).toMatchObject({
      metadata: { finalizers: ['c', 'b'] },
    });
    expect(refusal(() => patched({}, { $deleteFromPrimitiveList: ['a'] }))).toContain(
      'is written $deleteFromPrimitiveList/field',
    );
  });

  it('$setElementOrder orders what it names, and what else is there stays where it stood between them', () => {
    const three = { containers: [{ name: 'a' }, { name: 'x' }, { name: 'b' }] };
    expect(patched(three, { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] })).toEqual({
      containers: [{ name: 'x' }, { name: 'b' }, { name: 'a' }],
    });
    const patch = {
      '$setElementOrder/containers': [{ name: 'n' }, { name: 'a' }],
      containers: [{ name: 'n' }],
    };
    expect(patched(three, patch)).toEqual({
      containers: [{ name: 'n' }, { name: 'a' }, { name: 'x' }, { name: 'b' }],
    });
    expect(refusal(() => patched(three, { ...patch, '$setElementOrder/containers': [{ name: 'a' }] }))).toBe(
      'patch/bad-directive: spec.containers: $setElementOrder does not hold what the patch sets, in the same order',
    );
  });

  it('$retainKeys lets only those fields stand', () => {
    const spec = { volumes: [{ name: 'v', emptyDir: {} }], containers: [] };
    const volume = { name: 'v', $retainKeys: ['name', 'hostPath'], hostPath: { path: '/x' } };
    expect(patched(spec, { volumes: [volume] })).toMatchObject({
      volumes: [{ name: 'v', hostPath: { path: '/x' } }],
    });
    expect(refusal(() => patched(spec, { volumes: [{ ...volume, $retainKeys: ['name'] }] }))).toContain(
      '$retainKeys lacks hostPath, which the patch sets',
    );
    const rolling = {
      ...deployment,
      spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
    };
    const patch = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } };
    expect(applyPatch(rolling, { type: 'strategic', patch })).toMatchObject({
      spec: { strategy: { type: 'Recreate' } },
    });
  });

  it('null takes a field out, and says nothing in what is new', () => {
    expect(
      patched({ hostNetwork: true, containers: [] }, { hostNetwork: null, dnsConfig: { options: null } }),
    ).toEqual({
      containers: [],
      dnsConfig: {},
    });
  });

  it('says what it cannot do: items without the key, unknown fields, maps of objects, lists of lists', () => {
    expect(refusal(() => patched(two, { containers: [{ image: 'x' }] }))).toBe(
      'patch/no-merge-key: spec.containers: an item lacks name, by which the list merges',
    );
    expect(refusal(() => patched({ nosuch: {}, ...two }, { nosuch: { a: 1 } }))).toBe(
      'patch/not-mergeable: spec.nosuch: the server cannot merge here, there is no such field',
    );
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: { conversion: { webhook: { clientConfig: { service: { name: 'a' } } } } },
    };
    expect(
      applyPatch(crd, {
        type: 'strategic',
        patch: { spec: { conversion: { webhook: { clientConfig: { service: { name: 'b' } } } } } },
      }),
    ).toMatchObject({ spec: { conversion: { webhook: { clientConfig: { service: { name: 'b' } } } } } });
    const slice = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: { b: 1 } } };
    expect(
      refusal(() => applyPatch(slice, { type: 'strategic', patch: { data: { a: { b: 2 } } } })),
    ).toContain('data.a: the server cannot merge here, it is a map of objects');
    expect(refusal(() => patched({ containers: [[1]] }, { containers: [[2]] }))).toContain('lists of lists');
    expect(refusal(() => applyPatch(pod({}), { type: 'strategic', patch: [1] }))).toContain('is a map');
  });

  it('knows the lists of each release', () => {
    const spec = { evictionResponders: [{ name: 'a', priority: 1 }], containers: [] };
    const patch = { evictionResponders: [{ name: 'b', priority: 2 }] };
    expect(patched(spec, patch, '1.37')).toMatchObject({
      evictionResponders: [{ name: 'b' }, { name: 'a' }],
    });
    expect(refusal(() => patched(spec, patch, 'v1.36.3'))).toContain('there is no such field');
    expect(refusal(() => patched(spec, patch, 'newest'))).toContain('is not major and minor');
  });

  it('is none for custom resources and for kinds that nobody knows: it says what there is instead', () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web' },
    };
    expect(refused(() => applyPatch(route, { type: 'strategic', patch: {} }))).toEqual([
      {
        code: 'patch/no-strategic',
        class: 'patch',
        severity: 'error',
        message:
          'HTTPRoute/web is a custom resource of gateway.networking.k8s.io/v1: the server has no strategic merge patch for it',
        fix: 'use a merge patch, or a JSON Patch (made by the keys of its lists) where a list must keep its other items',
      },
    ]);
    expect(
      refused(() =>
        applyPatch({ apiVersion: 'x.example.com/v1', kind: 'X' }, { type: 'strategic', patch: {} }),
      ),
    ).toMatchObject([{ code: 'patch/unknown-kind' }]);
    expect(refused(() => applyPatch({}, { type: 'strategic', patch: {} }))).toMatchObject([
      { code: 'patch/unknown-kind' },
    ]);
    expect(refusal(() => applyPatch({}, { type: 'nonsense' as 'json', patch: [] }))).toBe(
      'patch/bad-patch: there is no form "nonsense"',
    );
  });
});

describe('the strategic merge patch between two objects', () => {
  const patchOf = (from: object, to: object): unknown =>
    (diffObjects(pod(from), pod(to), { as: 'strategic' }).patch as { readonly spec: unknown }).spec;

  it('says only what changes, with directives where they are needed', () => {
    expect(patchOf(two, { containers: [two.containers[0], { name: 'b', image: 'b:2' }] })).toEqual({
      containers: [{ name: 'b', image: 'b:2' }],
    });
    expect(patchOf(two, { containers: [{ name: 'b', image: 'b:1' }] })).toEqual({
      containers: [{ $patch: 'delete', name: 'a' }],
    });
    expect(patchOf(two, { containers: two.containers.toReversed() })).toEqual({
      '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }],
    });
    const volumes = [{ name: 'v', emptyDir: {} }];
    expect(patchOf({ volumes }, { volumes: [{ name: 'v', hostPath: { path: '/x' } }] })).toEqual({
      volumes: [{ name: 'v', emptyDir: null, hostPath: { path: '/x' } }],
    });
  });

  it('replaces what the key cannot tell apart, and stays exact', () => {
    const ports = (...protocols: readonly string[]): object => ({
      containers: [{ name: 'a', ports: protocols.map((protocol) => ({ containerPort: 53, protocol })) }],
    });
    const found = diffObjects(pod(ports('TCP', 'UDP')), pod(ports('UDP')), { as: 'strategic' });
    expect(found).toMatchObject({
      exact: true,
      patch: {
        spec: {
          containers: [{ name: 'a', ports: [{ $patch: 'replace' }, { containerPort: 53, protocol: 'UDP' }] }],
        },
      },
    });
  });

  it('of a null that is to stand replaces what is around it, where a null would take the field out', () => {
    const from = { ...deployment, metadata: { name: 'web' } };
    const to = { ...deployment, metadata: { name: 'web', creationTimestamp: null } };
    expect(diffObjects(from, to, { as: 'strategic' })).toMatchObject({
      exact: true,
      patch: { metadata: { $patch: 'replace', name: 'web', creationTimestamp: null } },
    });
    expect(diffObjects(from, { ...deployment, metadata: null }, { as: 'strategic' })).toMatchObject({
      exact: true,
      patch: { $patch: 'replace', metadata: null },
    });
  });

  it('keeps fields of a union apart where the server is told to', () => {
    const from = {
      ...deployment,
      spec: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
    };
    const to = { ...deployment, spec: { strategy: { type: 'Recreate' } } };
    expect(diffObjects(from, to, { as: 'strategic' })).toMatchObject({
      exact: true,
      patch: { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate', rollingUpdate: null } } },
    });
  });
});
