import { describe, expect, it } from 'vitest';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import type { Finding } from '../../generator/core/finding.ts';
import { gitRepository } from '../../generator/model/source.ts';
import { fleet, objects, options } from '../support/stack.ts';

const nothing = objects();
const text = (name: string): string => name;

/** Findings without their places, which a test of its own looks at. */
function plain({ findings }: BuiltCluster): readonly unknown[] {
  return findings.map(
    ({ definition: _definition, class: _class, severity: _severity, ...rest }: Finding) => rest,
  );
}

it('finds nothing wrong with a good cluster', () => {
  expect(
    cluster('prod', options)
      .node('a')
      .bundle('b')
      .end()
      .bundle('c', { dependsOn: ['b'] })
      .end()
      .end()
      .build().findings,
  ).toEqual([]);
});

it('refuses names that are no labels, everywhere, with the nearest legal one', () => {
  const built = cluster('Prod EU', options)
    .node(text('../../escape'), (node) =>
      node.bundle(text('A B'), (bundle) =>
        bundle.application(text('UPPER'), nothing).application(text('ok'), nothing),
      ),
    )
    .node(text('...'), (node) => node)
    .build();
  expect(plain(built)).toEqual([
    {
      code: 'build/bad-name',
      message: 'the cluster name "Prod EU" is not a label: lower-case letters, digits and dashes, at most 63',
      fix: 'use prod-eu',
    },
    {
      code: 'build/bad-name',
      message:
        'the node name "../../escape" is not a label: lower-case letters, digits and dashes, at most 63',
      fix: 'use escape',
    },
    {
      code: 'build/bad-name',
      message: 'the node name "..." is not a label: lower-case letters, digits and dashes, at most 63',
    },
    {
      code: 'build/bad-name',
      message: 'the bundle name "A B" is not a label: lower-case letters, digits and dashes, at most 63',
      fix: 'use a-b',
    },
    {
      code: 'build/bad-name',
      message:
        'the application name "UPPER" is not a label: lower-case letters, digits and dashes, at most 63',
      fix: 'use upper',
    },
  ]);
});

it('says where, in the file of the stack', () => {
  const { findings } = cluster('prod', options).node(text('BAD')).end().build();
  expect(findings[0]).toMatchObject({
    class: 'build',
    severity: 'error',
    definition: { file: expect.stringMatching(/checks\.test\.ts$/), line: expect.any(Number) },
  });
});

describe('names that are taken', () => {
  it('are refused among sibling nodes, in the whole cluster for bundles, in a bundle for applications', () => {
    const built = cluster('prod', options)
      .node('a', (node) =>
        node.bundle('x', (bundle) => bundle.application('q', nothing).application(text('q'), nothing)),
      )
      .node('b', (node) =>
        node.node('a', (inner) => inner.bundle(text('x'), (bundle) => bundle.application('q', nothing))),
      )
      .node(text('a'), (node) => node)
      .build();
    expect(plain(built)).toMatchObject([
      {
        code: 'build/duplicate-node',
        message: expect.stringMatching(/^the node a is there twice, first at .*checks\.test\.ts:\d+:\d+$/),
        fix: 'choose another name',
      },
      {
        code: 'build/duplicate-bundle',
        message: expect.stringMatching(/^the bundle x is there twice, first at /),
      },
      {
        code: 'build/duplicate-application',
        message: expect.stringMatching(/^the application q is there twice, first at /),
      },
    ]);
  });

  it('keep both: nothing is replaced (two root nodes, two bundles on a node)', () => {
    const { model, findings } = cluster('prod', options)
      .node('a')
      .bundle('x')
      .end()
      .bundle('y')
      .end()
      .end()
      .node('b')
      .end()
      .build();
    expect(findings).toEqual([]);
    expect(model.nodes.map(({ name, bundles }) => [name, bundles.map((bundle) => bundle.name)])).toEqual([
      ['a', ['x', 'y']],
      ['b', []],
    ]);
  });
});

it('refuses what is no duration and no version, when types could not see it', () => {
  const interval = '5 minutes' as '5m';
  const built = cluster('prod', { ...options, kubernetes: 'v1.34.2' })
    .node('a')
    .bundle('x', { interval, sync: { retry: { duration: '1x' as '1s' } } })
    .end()
    .end()
    .build();
  expect(plain(built)).toEqual([
    {
      code: 'build/bad-kubernetes-version',
      message: 'the cluster prod has the Kubernetes version "v1.34.2"',
      fix: "write major and minor: '1.36'",
    },
    {
      code: 'build/bad-duration',
      message: 'interval of the bundle x is "5 minutes", which is not a duration',
      fix: 'write numbers with units: 30s, 5m, 1h30m',
    },
    {
      code: 'build/bad-duration',
      message: 'sync.retry.duration of the bundle x is "1x", which is not a duration',
      fix: 'write numbers with units: 30s, 5m, 1h30m',
    },
  ]);
});

describe('dependencies', () => {
  const built = (edges: Readonly<Record<string, readonly string[]>>): BuiltCluster =>
    cluster('prod', options)
      .node('a', (node) =>
        node.each(Object.entries(edges), (each, [name, dependsOn]) =>
          each.bundle(name, { dependsOn }, (bundle) => bundle),
        ),
      )
      .build();

  it('lead to bundles that are there, in whatever order', () => {
    expect(built({ web: ['db'], db: [] }).findings).toEqual([]);
    expect(plain(built({ web: ['bd'], db: [] }))).toEqual([
      {
        code: 'build/unknown-dependency',
        message: 'the bundle web depends on bd, which is not there',
        fix: 'did you mean db?',
      },
    ]);
  });

  it('do not lead back', () => {
    expect(plain(built({ a: ['b'], b: ['c'], c: ['a'], d: ['a'] }))).toEqual([
      {
        code: 'build/dependency-cycle',
        message: 'bundles wait for each other: a → b → c → a',
        fix: 'take one of them out of dependsOn',
      },
    ]);
    expect(plain(built({ a: ['a'] }))).toMatchObject([{ message: 'bundles wait for each other: a → a' }]);
  });

  it('do not lead to the umbrella around a bundle, nor in a circle through one', () => {
    const umbrella = cluster('prod', options)
      .node('a')
      .bundle('all')
      .bundle('child', { dependsOn: [text('all')] })
      .end()
      .end()
      .end()
      .build();
    expect(plain(umbrella)).toEqual([
      {
        code: 'build/depends-on-umbrella',
        message: 'the bundle child depends on all, which contains it: neither could begin',
        fix: 'take all out of dependsOn',
      },
    ]);
    const circle = cluster('prod', options)
      .node('a')
      .bundle('all')
      .bundle('child', { dependsOn: [text('late')] })
      .end()
      .end()
      .bundle('late', { dependsOn: ['all'] })
      .end()
      .end()
      .build();
    expect(plain(circle)).toMatchObject([
      { code: 'build/dependency-cycle', message: 'bundles wait for each other: all → child → late → all' },
    ]);
  });

  it('do not lead back through a health check either', () => {
    const circle = cluster('prod', options)
      .node('a')
      .bundle('first', {
        healthChecks: [
          { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', name: 'second' },
        ],
      })
      .end()
      .bundle('second', { dependsOn: ['first'] })
      .end()
      .end()
      .build();
    expect(plain(circle)).toMatchObject([
      { code: 'build/dependency-cycle', message: 'bundles wait for each other: first → second → first' },
    ]);
  });

  it('are followed once each, however many there are', () => {
    const names = Array.from({ length: 400 }, (_, index) => `b${index}`);
    const before = performance.now();
    expect(
      built(Object.fromEntries(names.map((name, index) => [name, names.slice(0, index)]))).findings,
    ).toEqual([]);
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

it('refuses one source defined twice, differently, and takes one defined twice alike', () => {
  const alike = gitRepository('fleet', { branch: 'main', url: 'ssh://git@git.example.com/fleet' });
  const other = gitRepository('fleet', { url: 'ssh://git@git.example.com/other', branch: 'main' });
  const built = cluster('prod', options)
    .node('a', { source: alike })
    .bundle('x', { source: fleet })
    .end()
    .bundle('y', { source: other })
    .end()
    .end()
    .build();
  expect(plain(built)).toEqual([
    {
      code: 'build/source-conflict',
      message: 'the source GitRepository fleet is defined twice, differently',
      fix: 'define it once and share the value, or give one another name',
    },
  ]);
});
