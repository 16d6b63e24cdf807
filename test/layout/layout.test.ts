import { describe, expect, it } from 'vitest';
import { resources } from '../../generator/applications/resources.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import {
  appOfApps,
  artifactPerNode,
  controlPlane,
  fluxMonorepo,
  type LayoutRules,
} from '../../generator/layout/rules.ts';
import { render } from '../../generator/pipeline/render.ts';
import { HTTPRoute } from '../../paths-codegen/generated/crds/gateway.networking.k8s.io/v1/index.js';
import { ConfigMap, Secret } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';
import { ClusterRole } from '../../paths-codegen/generated/kubernetes/rbac.authorization.k8s.io/v1/index.js';
import { fleet, options } from '../support/stack.ts';

const gitops = flux({ source: fleet });
const map = (name: string, namespace?: string): ConfigMap =>
  ConfigMap({ metadata: { name, ...(namespace === undefined ? {} : { namespace }) } });

const shop = cluster('prod', { ...options, gitops })
  .node('apps')
  .node('web')
  .bundle('shop', { namespace: 'shop' })
  .application(
    'front',
    resources([map('a'), map('b', 'other'), HTTPRoute({ metadata: { name: 'r' }, spec: {} })]),
  )
  .application(
    'back',
    resources([ClusterRole({ metadata: { name: 'system:reader' } }), Secret({ metadata: { name: 'a' } })]),
  )
  .bundle('db')
  .application('pg', resources([map('pg')]))
  .end()
  .end()
  .end()
  .end()
  .build();

function paths(rules: Partial<LayoutRules>, built: BuiltCluster = shop): readonly string[] {
  const { files, findings } = render([built], rules);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return [...files.keys()].filter((path) => !path.endsWith('/kustomization.yaml'));
}

describe('each rule does something', () => {
  it('the default', () => {
    expect(paths({})).toEqual([
      'prod/apps/web/shop/clusterrole-system%3areader.yaml',
      'prod/apps/web/shop/configmap-a.yaml',
      'prod/apps/web/shop/configmap-b@other.yaml',
      'prod/apps/web/shop/db/configmap-pg.yaml',
      'prod/apps/web/shop/flux-system/db.yaml',
      'prod/apps/web/shop/httproute.gateway.networking.k8s.io-r.yaml',
      'prod/apps/web/shop/secret-a.yaml',
      'prod/flux-system/gitrepository-fleet.yaml',
      'prod/flux-system/gotk-sync.yaml',
      'prod/flux-system/shop.yaml',
    ]);
  });

  it.each<[Partial<LayoutRules>, string]>([
    [{ nodes: 'flat' }, 'prod/apps.web/shop/configmap-a.yaml'],
    [{ bundles: 'flat' }, 'prod/apps/web/db/configmap-pg.yaml'],
    [{ applications: 'nested' }, 'prod/apps/web/shop/front/configmap-a.yaml'],
    [{ files: 'kind' }, 'prod/apps/web/shop/front.configmap.yaml'],
    [{ files: 'application' }, 'prod/apps/web/shop/front.yaml'],
    [{ files: 'kind', applications: 'nested' }, 'prod/apps/web/shop/front/configmap.yaml'],
    [{ fileName: 'name-kind' }, 'prod/apps/web/shop/b-configmap@other.yaml'],
    [{ engine: 'node' }, 'prod/apps/web/flux-system/shop.yaml'],
    [{ engine: 'bundle' }, 'prod/apps/web/shop/flux-system/shop.yaml'],
    [{ engine: 'bundle' }, 'prod/apps/web/shop/flux-system/children/db.yaml'],
    [{ cluster: 'none' }, 'apps/web/shop/configmap-a.yaml'],
    [{ singleTier: true }, 'prod/apps/web/shop/configmap-a.yaml'],
  ])('%j', (rules, path) => {
    expect(paths(rules)).toContain(path);
  });

  it('a single tier takes the directory of its node', () => {
    const built = cluster('prod', { ...options, gitops })
      .node('only')
      .bundle('one')
      .application('app', resources([map('a')]))
      .end()
      .end()
      .build();
    expect(paths({ singleTier: true }, built)).toContain('prod/only/configmap-a.yaml');
    expect(paths({ singleTier: false }, built)).toContain('prod/only/one/configmap-a.yaml');
  });

  it('the base begins every path of the engine', () => {
    const text = (base: string): string =>
      JSON.stringify(render([shop], { base }).files.get('prod/flux-system/shop.yaml')?.documents);
    expect(text('deploy/out')).toContain('"path":"./deploy/out/prod/apps/web/shop"');
    expect(text('')).toContain('"path":"./prod/apps/web/shop"');
  });

  it('presets are frozen', () => {
    for (const preset of [fluxMonorepo, controlPlane, artifactPerNode, appOfApps]) {
      expect(Object.isFrozen(preset)).toBe(true);
      expect(paths(preset).length).toBeGreaterThan(5);
    }
  });
});

describe('a file name', () => {
  it('depends on the resource alone: one more renames none', () => {
    const more = cluster('prod', { ...options, gitops })
      .node('apps')
      .node('web')
      .bundle('shop', { namespace: 'shop' })
      .application(
        'front',
        resources([
          map('0'),
          map('a'),
          map('b', 'other'),
          map('c', 'other'),
          HTTPRoute({ metadata: { name: 'r' }, spec: {} }),
        ]),
      )
      .end()
      .end()
      .end()
      .build();
    const before = paths({}).filter((path) => /front|configmap-[ab]|httproute/.test(path));
    for (const path of before) expect(paths({}, more)).toContain(path);
  });

  it('is never one that kustomize looks for', () => {
    const built = cluster('prod', { ...options, gitops })
      .node('n')
      .bundle('b')
      .application('kustomization', resources([map('a')]))
      .end()
      .end()
      .build();
    expect(paths({ files: 'application' }, built)).toContain('prod/n/b/_kustomization.yaml');
  });
});

describe('mistakes', () => {
  const plain = (built: BuiltCluster, rules: object = {}): readonly unknown[] =>
    render([built], rules).findings.map(({ code, message, fix }) => ({
      code,
      message,
      ...(fix === undefined ? {} : { fix }),
    }));

  it('in rules that come from data list what there is', () => {
    expect(plain(shop, { nodes: 'deep', base: '../up', files: 'kind', depth: 3 })).toEqual([
      {
        code: 'build/bad-layout-rule',
        message: 'the layout rule nodes is "deep"',
        fix: 'use nested or flat',
      },
      {
        code: 'build/bad-layout-rule',
        message: 'the layout rule base is "../up"',
        fix: 'use a relative path without ..',
      },
      {
        code: 'build/bad-layout-rule',
        message: 'the layout rule depth is 3',
        fix: 'use a rule: nodes, bundles, applications, files, fileName, engine, cluster, singleTier, base',
      },
    ]);
  });

  it('in names that would share a directory are said', () => {
    const built = cluster('prod', { ...options, gitops })
      .node('my-app')
      .bundle('app')
      .end()
      .node('app')
      .end()
      .end()
      .node('flux-system')
      .end()
      .build();
    expect(plain(built)).toEqual([
      {
        code: 'build/shared-directory',
        message: 'the node my-app/app and the bundle app would share the directory prod/my-app/app',
        fix: 'give one of them another name',
      },
      {
        code: 'build/shared-directory',
        message: 'the node flux-system and the engine would share the directory prod/flux-system',
        fix: 'give one of them another name',
      },
    ]);
    expect(render([built], { nodes: 'flat' }).findings.map(({ message }) => message)).toEqual([
      'the node flux-system and the engine would share the directory prod/flux-system',
    ]);
  });

  it('in a model leave nothing rendered', () => {
    const built = cluster('prod', { ...options, gitops })
      .node('../../escape' as string)
      .end()
      .build();
    const { files, findings } = render([built]);
    expect(files.size).toBe(0);
    expect(findings).toMatchObject([{ code: 'build/bad-name' }]);
  });

  it('two clusters of one name, or an engine that is not there', () => {
    expect(
      plain(
        cluster('prod', { ...options, gitops: { ...gitops, engine: 'flix' } })
          .node('n')
          .end()
          .build(),
      ),
    ).toEqual([
      {
        code: 'build/unknown-engine',
        message: 'the cluster prod asks for the engine flix',
        fix: 'did you mean flux?',
      },
    ]);
    expect(render([shop, shop]).findings).toMatchObject([
      { code: 'build/duplicate-cluster', message: 'the cluster prod is there twice' },
    ]);
  });
});
