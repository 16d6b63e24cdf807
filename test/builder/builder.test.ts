import { describe, expect, it } from 'vitest';
import { cluster } from '../../generator/builder/builder.ts';
import { placeOf } from '../../generator/core/origin.ts';
import type { BundleModel } from '../../generator/model/model.ts';
import { bundlesOf, nodesOf } from '../../generator/model/walk.ts';
import { objects, options } from '../support/stack.ts';

const nothing = objects();

function shape(bundle: BundleModel): unknown {
  return { [bundle.name]: [bundle.applications.map(({ name }) => name), ...bundle.bundles.map(shape)] };
}

describe('the two forms', () => {
  const ends = cluster('prod', options)
    .node('infra')
    .bundle('certs', { interval: '30m', wait: true })
    .application('cert-manager', nothing)
    .end()
    .node('deep')
    .bundle('inner')
    .end()
    .end()
    .end()
    .node('apps')
    .bundle('shop', { dependsOn: ['certs', 'inner'] })
    .application('web', nothing, { namespace: 'shop' })
    .application('api', nothing)
    .bundle('shop-db')
    .application('postgres', nothing)
    .end()
    .end()
    .end()
    .build();
  const callbacks = cluster('prod', options)
    .node('infra', (infra) =>
      infra
        .bundle('certs', { interval: '30m', wait: true }, (certs) =>
          certs.application('cert-manager', nothing),
        )
        .node('deep', (deep) => deep.bundle('inner', (inner) => inner)),
    )
    .node('apps', {}, (apps) =>
      apps.bundle('shop', { dependsOn: ['certs', 'inner'] }, (shop) =>
        shop
          .application('web', nothing, { namespace: 'shop' })
          .application('api', nothing)
          .bundle('shop-db', (db) => db.application('postgres', nothing)),
      ),
    )
    .build();

  it('build the same model', () => {
    for (const { model, findings } of [ends, callbacks]) {
      expect(findings).toEqual([]);
      expect([...nodesOf(model)].map((path) => path.map(({ name }) => name).join('/'))).toEqual([
        'infra',
        'infra/deep',
        'apps',
      ]);
      expect(
        [...bundlesOf(model)].map(({ bundle, umbrellas }) =>
          [...umbrellas.map(({ name }) => name), bundle.name].join('/'),
        ),
      ).toEqual(['certs', 'inner', 'shop', 'shop/shop-db']);
      expect(model.nodes[1]?.bundles.map(shape)).toEqual([
        { shop: [['web', 'api'], { 'shop-db': [['postgres']] }] },
      ]);
      expect(model.nodes[1]?.bundles[0]?.dependsOn).toEqual(['certs', 'inner']);
      expect(model.nodes[0]?.bundles[0]?.options).toEqual({ interval: '30m', wait: true });
      expect(model.nodes[1]?.bundles[0]?.applications[0]).toMatchObject({ name: 'web', namespace: 'shop' });
    }
  });

  it('freeze it at every level', () => {
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || 'stack' in value) return;
      if ('bundles' in value || Array.isArray(value)) expect(Object.isFrozen(value)).toBe(true);
      for (const [key, each] of Object.entries(value))
        if (['nodes', 'bundles', 'applications'].includes(key) || Array.isArray(value)) visit(each);
    };
    visit(ends.model.nodes);
    expect(Object.isFrozen(ends.model)).toBe(true);
  });
});

describe('a builder', () => {
  it('can be branched: two results from one base, both right, the base unchanged', () => {
    const base = cluster('prod', options).node('a').bundle('x');
    const left = base.application('l', nothing).end().end().build();
    const right = base.application('r', nothing).bundle('child').end().end().end().build();
    const none = base.end().end().build();
    const names = ({ model }: typeof left): unknown => model.nodes[0]?.bundles.map(shape);
    expect([names(left), names(right), names(none)]).toEqual([
      [{ x: [['l']] }],
      [{ x: [['r'], { child: [[]] }] }],
      [{ x: [[]] }],
    ]);
  });

  it('adds for each item of a list', () => {
    const { model, findings } = cluster('prod', options)
      .node('teams', (teams) =>
        teams.each(['a', 'b', 'c'], (node, name) =>
          node.bundle(name, (bundle) =>
            bundle.each([1, 2], (inner, index) => inner.application(`app-${index}`, nothing)),
          ),
        ),
      )
      .each(['x', 'y'], (current, name) => current.node(name, (node) => node))
      .build();
    expect(findings).toEqual([]);
    expect(model.nodes.map(({ name }) => name)).toEqual(['teams', 'x', 'y']);
    expect(model.nodes[0]?.bundles.map(shape)).toEqual(
      ['a', 'b', 'c'].map((name) => ({ [name]: [['app-1', 'app-2']] })),
    );
  });

  it('knows the place of each call', () => {
    const { model } = cluster('prod', options).node('a').bundle('here').end().end().build();
    const [first] = [...bundlesOf(model)];
    expect(first && placeOf(first.bundle.origin)).toMatchObject({
      file: expect.stringMatching(/builder\.test\.ts$/),
      line: expect.any(Number),
      column: expect.any(Number),
    });
  });

  it('takes time in proportion to the number of applications', () => {
    const build = (count: number): number => {
      const names = Array.from({ length: count }, (_, index) => `app-${index}`);
      const before = performance.now();
      const { model } = cluster('big', options)
        .node('all', (node) =>
          node.bundle('all', (bundle) => bundle.each(names, (each, name) => each.application(name, nothing))),
        )
        .build();
      const took = performance.now() - before;
      expect(model.nodes[0]?.bundles[0]?.applications.length).toBe(count);
      return took;
    };
    build(2000);
    // In turns: what disturbs the one disturbs the other.
    const rounds = Array.from({ length: 12 }, () => [build(2000), build(8000)] as const);
    const least = (which: 0 | 1): number => Math.min(...rounds.map((round) => round[which]));
    expect(least(1)).toBeLessThan(5 * least(0) + 5);
  });
});
