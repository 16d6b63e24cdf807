import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyPatch } from '../../generator/patch/convert/apply-patch.ts';
import { convertPatch, recommend } from '../../generator/patch/convert/convert-patch.ts';
import { diffObjects } from '../../generator/patch/convert/diff-objects.ts';
import type { AnyPatch } from '../../generator/patch/convert/forms.ts';
import { Deployment } from '../../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { crd } from '../support/crd.ts';
import { refusal } from '../support/refused.ts';

const from = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { a: '1' } },
  spec: {
    replicas: 1,
    template: {
      spec: {
        containers: [
          { name: 'a', image: 'a:1' },
          { name: 'b', image: 'b:1' },
        ],
      },
    },
  },
};
const to = {
  ...from,
  metadata: { name: 'web', labels: { a: '2' } },
  spec: {
    replicas: 2,
    template: {
      spec: {
        containers: [
          { name: 'a', image: 'a:2' },
          { name: 'b', image: 'b:2' },
        ],
      },
    },
  },
};

describe('a difference', () => {
  it('is restricted to paths where that is asked: text or typed, several, one that is new', () => {
    const image = Deployment.path.spec.template.spec.containers.named('b').image;
    expect(diffObjects(from, to, { as: 'json', paths: ['spec.replicas', image] }).patch).toEqual([
      { op: 'replace', path: '/spec/replicas', value: 2 },
      { op: 'replace', path: '/spec/template/spec/containers/1/image', value: 'b:2' },
    ]);
    expect(diffObjects(from, to, { as: 'strategic', paths: ["metadata.labels['a']"] })).toMatchObject({
      exact: true,
      patch: { metadata: { labels: { a: '2' } } },
    });
    const grown = {
      ...from,
      spec: {
        ...from.spec,
        template: {
          spec: { containers: [...from.spec.template.spec.containers, { name: 'c', image: 'c', tty: true }] },
        },
      },
    };
    expect(
      diffObjects(from, grown, { as: 'json', paths: ['spec.template.spec.containers[name=c].image'] }).patch,
    ).toEqual([{ op: 'add', path: '/spec/template/spec/containers/-', value: { name: 'c', image: 'c' } }]);
    expect(diffObjects(from, to, { paths: ['spec.paused'] })).toMatchObject({ exact: true, patch: {} });
    expect(refusal(() => diffObjects(from, to, { paths: ['spec.replcias'] }))).toContain(
      'has no field replcias',
    );
  });

  it('leaves out what holds undefined', () => {
    const found = diffObjects({ a: 1, b: undefined }, { a: 1, c: undefined });
    expect(found).toMatchObject({ exact: true, patch: {} });
  });

  it('keeps 64-bit integers exact', () => {
    const found = diffObjects({ a: 9007199254740993n }, { a: 9007199254740995n }, { as: 'json' });
    expect(found).toMatchObject({
      exact: true,
      patch: [{ op: 'replace', path: '/a', value: 9007199254740995n }],
    });
  });

  it('that a form cannot say is not called exact, and says why', () => {
    expect(diffObjects({ a: { b: 1 } }, { a: { b: null } }, { as: 'merge' })).toEqual({
      type: 'merge',
      patch: { a: { b: null } },
      exact: false,
      why: 'a merge patch cannot let a null stand in a map; use a JSON Patch',
    });
    expect(diffObjects({ a: 1 }, { a: 2 }, { as: 'strategic' })).toMatchObject({
      exact: false,
      why: expect.stringContaining('no schema is known'),
    });
    expect(diffObjects({ a: 1 }, { a: 2 }, { as: 'path' })).toMatchObject({ exact: false });
  });
});

describe('a recommendation', () => {
  const gateway = (...names: readonly string[]): object => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'web' },
    spec: { listeners: names.map((name) => ({ name, port: 80 })) },
  });

  it('is strategic for kinds of the server, and says so', () => {
    expect(recommend(from, { target: to })).toMatchObject({
      type: 'strategic',
      exact: true,
      why: 'it merges lists by their keys',
      patch: { spec: { replicas: 2 } },
    });
  });

  it('is a JSON Patch where a strategic one would replace a whole list', () => {
    const ports = (...list: readonly object[]): object => ({
      apiVersion: 'v1',
      kind: 'Service',
      spec: { ports: list },
    });
    const [tcp, udp] = [
      { port: 53, protocol: 'TCP' },
      { port: 53, protocol: 'UDP' },
    ];
    expect(recommend(ports(tcp, udp), { target: ports(tcp, { ...udp, name: 'dns' }) })).toEqual({
      type: 'json',
      exact: true,
      why: 'a strategic merge patch would have to replace a whole list or map: a JSON Patch says only what changes',
      patch: [{ op: 'add', path: '/spec/ports/1/name', value: 'dns' }],
    });
  });

  it('is a merge patch for custom resources, unless that would replace a list of objects', () => {
    const labelled = { ...gateway('a'), metadata: { name: 'web', labels: { a: 'b' } } };
    expect(recommend(gateway('a'), { target: labelled })).toMatchObject({
      type: 'merge',
      why: 'the server merges custom resources so',
      patch: { metadata: { labels: { a: 'b' } } },
    });
    expect(recommend(gateway('a', 'b'), { target: gateway('b') })).toEqual({
      type: 'json',
      exact: true,
      why: 'a merge patch would replace a whole list: a JSON Patch says only what changes',
      patch: [{ op: 'remove', path: '/spec/listeners/0' }],
    });
    // What the server takes as one value may be replaced as one.
    const route = (...rules: readonly object[]): object => ({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      spec: { rules },
    });
    expect(recommend(route({ name: 'a' }), { target: route({ name: 'b' }) })).toMatchObject({
      type: 'merge',
    });
  });

  it('takes a patch for its change as well', () => {
    const patch: AnyPatch = { type: 'json', patch: [{ op: 'replace', path: '/spec/replicas', value: 5 }] };
    expect(recommend(from, patch)).toMatchObject({ type: 'strategic', patch: { spec: { replicas: 5 } } });
  });
});

describe('a conversion', () => {
  it('gives a patch of the form that is asked for, applied and compared', () => {
    const strategic: AnyPatch = {
      type: 'strategic',
      patch: { spec: { template: { spec: { containers: [{ name: 'b', image: 'b:2' }] } } } },
    };
    expect(convertPatch(from, strategic, { to: 'json', guards: true }).patch).toEqual([
      { op: 'test', path: '/spec/template/spec/containers/1/name', value: 'b' },
      { op: 'replace', path: '/spec/template/spec/containers/1/image', value: 'b:2' },
    ]);
    const path = convertPatch(from, strategic, { to: 'path' });
    expect(path.patch).toEqual({
      target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      operations: [{ set: 'spec.template.spec.containers[name=b].image', value: 'b:2' }],
    });
    expect(convertPatch(from, path as AnyPatch, { to: 'strategic' }).patch).toEqual(strategic.patch);
    expect(convertPatch(from, strategic, { to: 'strategic' })).toMatchObject({
      exact: true,
      patch: strategic.patch,
    });
  });

  it('says that tests are left out, and fails where the patch itself does', () => {
    const patch: AnyPatch = {
      type: 'json',
      patch: [
        { op: 'test', path: '/spec/replicas', value: 1 },
        { op: 'replace', path: '/spec/replicas', value: 2 },
      ],
    };
    expect(convertPatch(from, patch, { to: 'strategic' }).why).toContain('its tests are left out');
    expect(refusal(() => convertPatch(to, patch, { to: 'merge' }))).toContain('patch/test-failed');
  });

  it('to a path patch uses keys, positions and ends of lists', () => {
    const list = (...items: readonly object[]): object => ({
      ...from,
      spec: { template: { spec: { containers: items } } },
    });
    const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
    const operations = (before: object, after: object): unknown =>
      (diffObjects(before, after, { as: 'path' }).patch as { operations: unknown }).operations;
    const containers = 'spec.template.spec.containers';
    expect(operations(list(a, b), list(a, c, b))).toEqual([
      { insertBefore: `${containers}[name=b]`, value: c },
    ]);
    expect(operations(list(a), list(a, b))).toEqual([{ append: containers, value: b }]);
    expect(operations(list(a, b, c), list(b, c, a))).toEqual([{ move: `${containers}[name=a]`, to: 'end' }]);
    expect(operations(list({ name: 'a', args: ['x', 'y'] }), list({ name: 'a', args: ['x', 'z'] }))).toEqual([
      { set: `${containers}[name=a].args[1]`, value: 'z' },
    ]);
  });
});

describe('custom resources that are given', () => {
  const schema = {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: {
          parts: {
            type: 'array',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['id'],
            items: { type: 'object', properties: { id: { type: 'string' }, size: { type: 'integer' } } },
          },
        },
      },
    },
  };
  const text = crd({ versions: { v1: schema } });
  const definition: unknown = parse(text);
  const widget = (...parts: readonly object[]): object => ({
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name: 'w' },
    spec: { parts },
  });

  it('have their lists changed by their keys, whether given as objects or as text', () => {
    const [one, two] = [
      { id: 'x', size: 1 },
      { id: 'y', size: 2 },
    ];
    for (const crds of [[definition], [text]]) {
      expect(diffObjects(widget(one, two), widget(two, { ...one, size: 3 }), { crds })).toMatchObject({
        type: 'json',
        patch: [
          { op: 'move', from: '/spec/parts/1', path: '/spec/parts/0' },
          { op: 'replace', path: '/spec/parts/1/size', value: 3 },
        ],
      });
      expect(diffObjects(widget(one), widget(two), { as: 'path', crds }).patch).toMatchObject({
        operations: [{ remove: 'spec.parts[id=x]' }, { append: 'spec.parts', value: two }],
      });
      expect(refusal(() => applyPatch(widget(one), { type: 'strategic', patch: {} }, { crds }))).toContain(
        'patch/no-strategic',
      );
    }
    expect(refusal(() => diffObjects(widget(one), widget(two), { crds: ['a: ['] }))).toContain(
      'patch/unreadable: crds',
    );
    expect(refusal(() => diffObjects(widget(one), widget(two), { crds: [3] }))).toContain(
      'neither an object nor a text',
    );
  });
});
