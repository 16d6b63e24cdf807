import { describe, expect, it } from 'vitest';
import { resources } from '../../generator/applications/resources.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { ApplicationOptions, BuiltCluster } from '../../generator/builder/types.ts';
import { evaluate } from '../../generator/evaluate/evaluate.ts';
import type { StackPatch } from '../../generator/model/stack-patch.ts';
import { patch } from '../../generator/paths/patch.ts';
import { Deployment } from '../../paths-codegen/generated/kubernetes/apps/v1/index.js';
import { ConfigMap } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';
import { options } from '../support/stack.ts';

const level = ConfigMap.path.data.key('level');
const map = (name: string): ConfigMap => ConfigMap({ metadata: { name }, data: { level: 'none' } });

function one(change: StackPatch, application: ApplicationOptions = {}): BuiltCluster {
  return cluster('prod', options)
    .node('n', (n) =>
      n.bundle('b', (b) => b.application('app', resources([map('a'), map('b')]), application)),
    )
    .patch(change)
    .build();
}

function data({ model }: BuiltCluster): unknown {
  return evaluate(model).resources.map(({ object }) => (object as ConfigMap).data?.level);
}

describe('a patch', () => {
  it('is applied from the inside out: application, bundle, umbrella, node, cluster; overlays in their turn', () => {
    const add = (text: string): StackPatch => patch(ConfigMap, 'a').set(ConfigMap.path.data.key(text), 'x');
    const last = (text: string): StackPatch => patch(ConfigMap, 'a').set(level, text);
    const built = cluster('prod', options)
      .node('n', (n) =>
        n
          .bundle('outer', (outer) =>
            outer
              .bundle('b', (b) =>
                b
                  .application('app', resources([map('a')]), {
                    patches: [add('application'), last('application')],
                  })
                  .patch(add('bundle'))
                  .patch(last('bundle')),
              )
              .patch(add('umbrella')),
          )
          .patch(add('node'))
          .patch(last('node')),
      )
      .patch(add('cluster'))
      .overlay(
        { kind: 'ConfigMap' },
        (object) => ({ ...object, seen: Object.keys((object as ConfigMap).data ?? {}) }) as never,
      )
      .patch(last('cluster'))
      .build();
    const { resources: found, findings } = evaluate(built.model);
    expect(findings).toEqual([]);
    expect(found[0]?.object).toMatchObject({
      data: { level: 'cluster' },
      seen: ['level', 'application', 'bundle', 'umbrella', 'node', 'cluster'],
    });
  });

  it('has any form, and selects by name, labels or all of a kind', () => {
    expect(data(one(patch(ConfigMap, 'b').set(level, 'x')))).toEqual(['none', 'x']);
    expect(data(one(patch(ConfigMap).set(level, 'x')))).toEqual(['x', 'x']);
    expect(data(one({ type: 'merge', target: { name: 'a' }, patch: { data: { level: 'x' } } }))).toEqual([
      'x',
      'none',
    ]);
    expect(
      data(one({ type: 'strategic', target: { kind: 'ConfigMap' }, patch: { data: { level: null } } })),
    ).toEqual([undefined, undefined]);
    expect(data(one({ type: 'json', patch: [{ op: 'replace', path: '/data/level', value: 'y' }] }))).toEqual([
      'y',
      'y',
    ]);
    expect(
      data(
        one({
          type: 'path',
          target: { name: 'b' },
          patch: { operations: [{ set: 'data.level', value: 'z' }] },
        }),
      ),
    ).toEqual(['none', 'z']);
  });

  it('that selects nothing says what there is, and where it was written', () => {
    const { findings } = evaluate(one(patch(ConfigMap, 'aa').set(level, 'x')).model);
    expect(findings).toMatchObject([
      {
        code: 'patch/no-target',
        message: 'a patch is for ConfigMap aa, and there is none where it is attached',
        fix: 'did you mean ConfigMap/a or ConfigMap/b?',
        definition: { file: import.meta.filename, line: expect.any(Number) },
      },
    ]);
    expect(evaluate(one(patch(Deployment, { labels: { app: 'x' } })).model).findings).toMatchObject([
      { message: 'a patch is for every Deployment with app=x, and there is none where it is attached' },
    ]);
  });

  it('that cannot be applied leaves the object, and says where and of which', () => {
    const { findings, resources: found } = evaluate(
      one({ type: 'json', target: { name: 'a' }, patch: [{ op: 'remove', path: '/data/lvel' }] }).model,
    );
    expect(found[0]?.object).toEqual(map('a'));
    expect(findings).toMatchObject([
      {
        code: 'patch/no-such-value',
        message: 'operation 1, remove /data/lvel: there is no "lvel" in /data; did you mean level?',
        resource: { kind: 'ConfigMap', name: 'a' },
        definition: { file: import.meta.filename },
      },
    ]);
    const before = Number(/:(\d+):\d+\)?$/m.exec(new Error().stack ?? '')?.[1]);
    const typed = patch(ConfigMap, 'a').test(level, 'other');
    expect(evaluate(one(typed).model).findings).toMatchObject([
      { code: 'patch/test-failed', definition: { file: import.meta.filename, line: before + 1 } },
    ]);
  });

  it('may be for some environments only: a stack is code', () => {
    const base = cluster('prod', options).node('n', (n) =>
      n.bundle('b', (b) => b.application('app', resources([map('a')]))),
    );
    const staging = base.patch(patch(ConfigMap, 'a').set(level, 'debug')).build();
    expect([data(base.build()), data(staging)]).toEqual([['none'], ['debug']]);
  });

  it('that is left to others does not change the object here', () => {
    const change = patch(ConfigMap, 'a').set(level, 'x');
    const built = cluster('prod', options)
      .node('n', (n) =>
        n.bundle('b', (b) =>
          b.application('app', resources([map('a')])).patch(change, { emit: 'kustomization' }),
        ),
      )
      .build();
    const { resources: found, emitted } = evaluate(built.model);
    expect(found[0]?.object).toEqual(map('a'));
    expect(emitted).toMatchObject([
      { emit: 'kustomization', entry: { target: { version: 'v1', kind: 'ConfigMap', name: 'a' } } },
    ]);
  });
});
