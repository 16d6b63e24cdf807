import { describe, expect, it } from 'vitest';
import { Problem } from '../../generator/core/problem.ts';
import { get, insert, remove, set, update } from '../../generator/paths/operations.ts';
import { applyPathPatch, patch } from '../../generator/paths/patch.ts';
import { pointer } from '../../generator/paths/pointer.ts';
import { Deployment } from '../../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { ConfigMap, Service } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';

const web = Deployment({
  metadata: { name: 'web', namespace: 'shop', labels: { 'app.kubernetes.io/name': 'web' } },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      spec: {
        containers: [
          {
            name: 'web',
            image: 'web:1',
            ports: [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 53 }],
            env: [
              { name: 'A', value: '1' },
              { name: 'B', value: '2' },
            ],
          },
          { name: 'log', image: 'log:1' },
        ],
      },
    },
  },
});
const containers = Deployment.path.spec.template.spec.containers;
const main = containers.named('web');

function findings(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    if (error instanceof Problem) return error.findings;
    throw error;
  }
}

describe('get', () => {
  it('answers the value, or undefined', () => {
    expect(get(main.image, web)).toBe('web:1');
    expect(get(containers.named('nobody').image, web)).toBeUndefined();
    expect(get(Deployment.path.spec.replicas, web)).toBeUndefined();
    expect(get(containers.last.name, web)).toBe('log');
    expect(get(containers.at(-1).name, web)).toBe('log');
    expect(get(Deployment.path.metadata.labels.key('app.kubernetes.io/name'), web)).toBe('web');
  });

  it('answers a list for many', () => {
    expect(get(containers.each.image, web)).toEqual(['web:1', 'log:1']);
    expect(get(containers.each.env.each.name, web)).toEqual(['A', 'B']);
    expect(get(containers.where({ image: 'log:1' }).name, web)).toEqual(['log']);
    expect(get(containers.where({ image: 'none' }).name, web)).toEqual([]);
  });

  it('matches a key that the server fills in by its default', () => {
    expect(get(main.ports.item({ containerPort: 53 }), web)).toBe(
      web.spec.template.spec.containers[0]?.ports?.[1],
    );
    expect(get(main.ports.item({ containerPort: 53, protocol: 'UDP' }), web)).toBe(
      web.spec.template.spec.containers[0]?.ports?.[0],
    );
  });

  it('does not see what an object inherits', () => {
    const map = ConfigMap({ metadata: { name: 'a' }, data: {} });
    expect(get(ConfigMap.path.data.key('constructor'), map)).toBeUndefined();
    expect(get(ConfigMap.path.data.key('__proto__'), map)).toBeUndefined();
  });
});

describe('set', () => {
  it('changes a copy and shares all that is not on the way', () => {
    const next = set(main.image, web, 'web:2');
    expect(get(main.image, next)).toBe('web:2');
    expect(get(main.image, web)).toBe('web:1');
    expect(next.metadata).toBe(web.metadata);
    expect(next.spec.template.spec.containers[1]).toBe(web.spec.template.spec.containers[1]);
    expect(Object.keys(next)).toEqual(Object.keys(web));
  });

  it('answers the same object when nothing changes', () => {
    expect(set(main.image, web, 'web:1')).toBe(web);
  });

  it('makes the maps that are missing on the way', () => {
    const next = set(main.resources.limits.key('memory'), web, '1Gi');
    expect(next.spec.template.spec.containers[0]?.resources).toEqual({ limits: { memory: '1Gi' } });
  });

  it('sets every match of many', () => {
    expect(get(containers.each.imagePullPolicy, set(containers.each.imagePullPolicy, web, 'Always'))).toEqual(
      ['Always', 'Always'],
    );
  });

  it('writes fields called __proto__ as data', () => {
    const map = ConfigMap({ metadata: { name: 'a' } });
    const next = set(ConfigMap.path.data.key('__proto__'), map, 'x');
    expect(JSON.stringify(next.data)).toBe('{"__proto__":"x"}');
    expect(Object.getPrototypeOf(next.data)).toBe(Object.prototype);
    expect(get(ConfigMap.path.data.key('__proto__'), next)).toBe('x');
  });

  it('lists what is there when an item is missing', () => {
    expect(findings(() => set(containers.named('wbe').image, web, 'x'))).toEqual([
      {
        code: 'patch/no-such-item',
        class: 'patch',
        severity: 'error',
        message:
          'Deployment/web has no item [name=wbe] in spec.template.spec.containers; there is name=web, name=log',
        path: 'spec.template.spec.containers[name=wbe]',
        resource: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' },
      },
    ]);
    expect(findings(() => set(containers.at(5).image, web, 'x'))).toMatchObject([
      { code: 'patch/no-such-item' },
    ]);
    expect(
      findings(() => set(Deployment.path.spec.template.spec.initContainers.first.image, web, 'x')),
    ).toMatchObject([{ message: expect.stringContaining('the list is empty') }]);
  });

  it('says so when the object has another shape', () => {
    const broken = { ...web, spec: 'none' } as unknown as typeof web;
    expect(findings(() => set(main.image, broken, 'x'))).toMatchObject([
      { code: 'patch/wrong-shape', message: 'Deployment/web: spec is "none", not a map' },
    ]);
    const mapped = {
      ...web,
      spec: { ...web.spec, template: { spec: { containers: {} } } },
    } as unknown as typeof web;
    expect(findings(() => set(main.image, mapped, 'x'))).toMatchObject([
      {
        code: 'patch/not-a-list',
        message: 'Deployment/web: spec.template.spec.containers is a map, not a list',
      },
    ]);
  });
});

describe('remove, update and insert', () => {
  it('remove takes a field or an item away, and leaves the rest', () => {
    expect(Object.keys(remove(main.env, web).spec.template.spec.containers[0] ?? {})).toEqual([
      'name',
      'image',
      'ports',
    ]);
    expect(get(containers.each.name, remove(main, web))).toEqual(['log']);
    expect(remove(Deployment.path.spec.replicas, web)).toBe(web);
    expect(get(main.env.each.name, remove(main.env.where({ value: '1' }), web))).toEqual(['B']);
  });

  it('update sees the value that is there', () => {
    expect(
      get(
        main.image,
        update(main.image, web, (image) => `${image}-slim`),
      ),
    ).toBe('web:1-slim');
    expect(update(Deployment.path.spec.replicas, web, (count) => count + 1)).toBe(web);
  });

  it('insert puts an item at a place', () => {
    const item = { name: 'C', value: '3' };
    const names = (place: typeof main.env.end): unknown => get(main.env.each.name, insert(place, web, item));
    expect(names(main.env.end)).toEqual(['A', 'B', 'C']);
    expect(names(main.env.start)).toEqual(['C', 'A', 'B']);
    expect(names(main.env.before({ name: 'B' }))).toEqual(['A', 'C', 'B']);
    expect(names(main.env.after(0))).toEqual(['A', 'C', 'B']);
    expect(
      get(
        Deployment.path.spec.template.spec.volumes,
        insert(Deployment.path.spec.template.spec.volumes.end, web, { name: 'tmp', emptyDir: {} }),
      ),
    ).toEqual([{ name: 'tmp', emptyDir: {} }]);
    expect(findings(() => insert(main.env.before({ name: 'Z' }), web, item))).toMatchObject([
      { code: 'patch/no-such-item', message: expect.stringContaining('there is name=A, name=B') },
    ]);
  });
});

describe('pointer', () => {
  it('leads through the object by position, with escapes', () => {
    expect(pointer(main.env.named('B').value, web)).toBe('/spec/template/spec/containers/0/env/1/value');
    expect(pointer(containers.each.image, web)).toEqual([
      '/spec/template/spec/containers/0/image',
      '/spec/template/spec/containers/1/image',
    ]);
    expect(pointer(Deployment.path.metadata.labels.key('a/b~c'), web)).toBe('/metadata/labels/a~1b~0c');
    expect(pointer(Deployment.path.spec.replicas, web)).toBe('/spec/replicas');
    expect(findings(() => pointer(containers.named('x'), web))).toMatchObject([
      { code: 'patch/no-such-item' },
    ]);
  });
});

describe('a typed patch', () => {
  const change = patch(Deployment, 'web')
    .set(main.image, 'web:2')
    .remove(main.env)
    .insert(containers.end, { name: 'new', image: 'n' });

  it('is data, and every call returns a new one', () => {
    expect(change.target).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' });
    expect(change.operations.map(({ op }) => op)).toEqual(['set', 'remove', 'insert']);
    const base = patch(Deployment, 'web');
    const [left, right] = [base.set(main.image, 'a'), base.set(main.image, 'b')];
    expect([
      base.operations.length,
      get(main.image, applyPathPatch(web, left)),
      get(main.image, applyPathPatch(web, right)),
    ]).toEqual([0, 'a', 'b']);
  });

  it('applies in order, or not at all', () => {
    const next = applyPathPatch(web, change);
    expect(get(containers.each.name, next)).toEqual(['web', 'log', 'new']);
    expect(get(main.image, next)).toBe('web:2');
    expect(findings(() => applyPathPatch(web, change.test(Deployment.path.spec.replicas, 3)))).toMatchObject([
      { code: 'patch/test-failed', message: 'spec.replicas is not set, the patch expects 3' },
    ]);
    expect(applyPathPatch(web, patch(Deployment, 'web').test(main.image, 'web:1'))).toBe(web);
  });

  it('is no way to a place of another kind', () => {
    expect(() => get({} as never, web as never)).toThrow(TypeError);
    expect(() => insert(Service.path.spec.ports as never, web as never, {} as never)).toThrow(TypeError);
  });
});
