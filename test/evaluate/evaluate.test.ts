import { describe, expect, it } from 'vitest';
import { resources } from '../../generator/applications/resources.ts';
import { untyped } from '../../generator/applications/untyped.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { evaluate } from '../../generator/evaluate/evaluate.ts';
import { checkOrdering } from '../../generator/evaluate/ordering.ts';
import type { ApplicationConfig, ClusterOptions } from '../../generator/model/model.ts';
import type { KubernetesObject } from '../../generator/paths/kind.ts';
import { set } from '../../generator/paths/operations.ts';
import { HTTPRoute } from '../../paths-codegen/generated/crds/gateway.networking.k8s.io/v1/index.js';
import { CustomResourceDefinition } from '../../paths-codegen/generated/kubernetes/apiextensions.k8s.io/v1/index.js';
import { ConfigMap, Namespace } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';
import { options } from '../support/stack.ts';

const map = ConfigMap({ metadata: { name: 'a' } });

function one(
  config: ApplicationConfig,
  extra: Partial<ClusterOptions> = {},
  bundle: object = {},
  application: object = {},
): BuiltCluster {
  return cluster('prod', { ...options, ...extra })
    .node('n', { labels: { tier: 'node', from: 'node' } })
    .bundle('b', bundle)
    .application('app', config, application)
    .end()
    .end()
    .build();
}

function objects(built: BuiltCluster): readonly KubernetesObject[] {
  return evaluate(built.model).resources.map(({ object }) => object);
}

function plain(built: BuiltCluster): readonly unknown[] {
  return evaluate(built.model).findings.map(({ code, severity, message, fix, definition }) => {
    expect(definition?.file).toMatch(/evaluate\.test\.ts$/);
    return { code, severity, message, ...(fix === undefined ? {} : { fix }) };
  });
}

describe('an application', () => {
  it('sees where it is rendered', () => {
    let seen: unknown;
    const config = resources((context) => {
      const { warn: _warn, files: _files, ...rest } = context;
      seen = rest;
      return [map];
    });
    evaluate(
      one(config, { values: { size: 1, region: 'eu' } }, { values: { size: 2 }, namespace: 'shop' }).model,
    );
    expect(seen).toEqual({
      cluster: 'prod',
      engine: 'flux',
      node: 'n',
      bundle: 'b',
      application: 'app',
      namespace: 'shop',
      kubernetes: '1.34',
      values: { size: 2, region: 'eu' },
    });
  });

  it('is a function anyone writes in a dozen lines', () => {
    const greeting = (name: string): ApplicationConfig => ({
      kind: 'greeting',
      render: ({ cluster: where, warn }) => {
        if (name === '') warn('nobody is greeted');
        return [ConfigMap({ metadata: { name: 'greeting' }, data: { text: `Hello ${name} from ${where}` } })];
      },
    });
    expect(objects(one(greeting('you')))).toMatchObject([{ data: { text: 'Hello you from prod' } }]);
    expect(plain(one(greeting('')))).toEqual([
      { code: 'build/application-warning', severity: 'warning', message: 'app: nobody is greeted' },
    ]);
  });

  it('that throws costs itself, not the others', () => {
    const built = cluster('prod', options)
      .node('n')
      .bundle('b')
      .application(
        'bad',
        resources(() => {
          throw new Error('no such file');
        }),
      )
      .application('good', resources([map]))
      .end()
      .end()
      .build();
    expect(evaluate(built.model).resources.length).toBe(1);
    expect(plain(built)).toEqual([
      {
        code: 'build/application-failed',
        severity: 'error',
        message: 'bad (resources) failed: no such file',
      },
    ]);
  });

  it('answers objects with a name, or hears about it', () => {
    const given = [
      map,
      null,
      { kind: 'ConfigMap' },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} },
    ] as unknown as KubernetesObject[];
    expect(plain(one(resources(given)))).toEqual([
      {
        code: 'build/not-an-object',
        severity: 'error',
        message: 'app (resources) answers 3 of 4 values that are no Kubernetes objects',
      },
    ]);
  });
});

describe('kinds without schema', () => {
  const thing = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } };

  it('are errors, unless their author says so: then a warning', () => {
    expect(plain(one(resources([thing])))).toEqual([
      {
        code: 'build/unknown-kind',
        severity: 'error',
        message: 'app has a Thing of example.com/v1, which has no schema here',
        fix: 'import its schema (plimsoll import), or say untyped({ … })',
      },
    ]);
    expect(plain(one(resources([untyped(thing)])))).toEqual([
      {
        code: 'build/untyped',
        severity: 'warning',
        message: 'app has a Thing of example.com/v1 that nothing checks',
      },
    ]);
  });
});

describe('what surrounds a resource', () => {
  it('gives it labels, annotations and a namespace; its own win', () => {
    const own = ConfigMap({
      metadata: { name: 'a', labels: { from: 'self' }, annotations: { note: 'self' } },
    });
    const built = one(
      resources([own]),
      { labels: { team: 'x', from: 'cluster' } },
      { labels: { from: 'bundle', app: 'b' }, annotations: { note: 'bundle', more: '1' } },
      { namespace: 'shop' },
    );
    expect(objects(built)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: 'a',
          namespace: 'shop',
          labels: { team: 'x', tier: 'node', from: 'self', app: 'b' },
          annotations: { note: 'self', more: '1' },
        },
      },
    ]);
    expect(own.metadata).toEqual({ name: 'a', labels: { from: 'self' }, annotations: { note: 'self' } });
  });

  it('leaves cluster-scoped kinds without namespace, and a namespace that is given alone', () => {
    const built = one(
      resources([
        Namespace({ metadata: { name: 'x' } }),
        ConfigMap({ metadata: { name: 'a', namespace: 'other' } }),
      ]),
      {},
      { namespace: 'shop' },
    );
    expect(objects(built).map((each) => (each as typeof map).metadata.namespace)).toEqual([
      undefined,
      'other',
    ]);
  });

  it('gives children the namespace of their umbrella', () => {
    const built = cluster('prod', options)
      .node('n')
      .bundle('u', { namespace: 'shop' })
      .bundle('c')
      .application('app', resources([map]))
      .end()
      .end()
      .end()
      .build();
    expect(objects(built)).toMatchObject([{ metadata: { namespace: 'shop' } }]);
  });
});

describe('an overlay', () => {
  const value = ConfigMap.path.data.key('level');

  it('changes what it selects, in the order they were said', () => {
    const built = cluster('prod', options)
      .node('n')
      .bundle('b')
      .application('app', resources([map, ConfigMap({ metadata: { name: 'b' } })]))
      .end()
      .end()
      .overlay({ kind: 'ConfigMap', bundle: 'b' }, (object) => set(value, object as ConfigMap, 'info'))
      .overlay({ name: 'b' }, (object, { cluster: name }) => set(value, object as ConfigMap, name))
      .build();
    expect(objects(built).map((each) => (each as ConfigMap).data)).toEqual([
      { level: 'info' },
      { level: 'prod' },
    ]);
  });

  it('that throws, or answers no object, costs itself: the resource stays', () => {
    const start = cluster('prod', options)
      .node('n')
      .bundle('b')
      .application('app', resources([map]))
      .end()
      .end();
    const missing = start
      .overlay({ name: 'a' }, (object) =>
        set(ConfigMap.path.metadata.ownerReferences.first.name, object as ConfigMap, 'x'),
      )
      .build();
    expect(plain(missing)).toEqual([
      {
        code: 'patch/no-such-item',
        severity: 'error',
        message: 'ConfigMap/a has no item [0] in metadata.ownerReferences; the list is empty',
      },
    ]);
    expect(objects(missing)).toMatchObject([{ metadata: { name: 'a' } }]);
    const nothing = start.overlay({ name: 'a' }, () => undefined as never).build();
    expect(plain(nothing)).toEqual([
      {
        code: 'build/overlay-failed',
        severity: 'error',
        message: 'an overlay of ConfigMap a answers no Kubernetes object',
      },
    ]);
  });

  it('that selects nothing is an error', () => {
    const built = cluster('prod', options)
      .node('n')
      .bundle('b')
      .application('app', resources([map]))
      .end()
      .end()
      .overlay({ name: 'nobody' }, (object) => object)
      .build();
    expect(plain(built)).toEqual([
      {
        code: 'build/overlay-without-target',
        severity: 'error',
        message: 'an overlay selects nothing: {"name":"nobody"}',
      },
    ]);
  });
});

describe('one object', () => {
  it('defined twice is an error that names both', () => {
    const built = cluster('prod', options)
      .node('n')
      .bundle('b')
      .application('first', resources([map]))
      .end()
      .bundle('c')
      .application('second', resources([map, ConfigMap({ metadata: { name: 'a', namespace: 'elsewhere' } })]))
      .end()
      .end()
      .build();
    expect(plain(built)).toEqual([
      {
        code: 'build/duplicate-resource',
        severity: 'error',
        message: 'ConfigMap a is defined twice: by n/b/first and by n/c/second',
        fix: 'keep one of the two, or give one another name',
      },
    ]);
  });
});

describe('order', () => {
  const route = HTTPRoute({ metadata: { name: 'r' }, spec: {} });
  const definition = CustomResourceDefinition({
    metadata: { name: 'httproutes.gateway.networking.k8s.io' },
    spec: {
      group: 'gateway.networking.k8s.io',
      names: { kind: 'HTTPRoute', plural: 'httproutes' },
      scope: 'Namespaced',
      versions: [],
    },
  });
  const built = (needs: readonly string[], through: readonly string[] = []): BuiltCluster =>
    cluster('prod', options)
      .node('n', (node) =>
        node.each(
          [
            { name: 'crds', dependsOn: [], given: [definition, Namespace({ metadata: { name: 'shop' } })] },
            { name: 'middle', dependsOn: through, given: [] },
            {
              name: 'routes',
              dependsOn: needs,
              given: [route, ConfigMap({ metadata: { name: 'a', namespace: 'shop' } })],
            },
          ],
          (current, { name, dependsOn, given }) =>
            current.bundle(name, { dependsOn }, (bundle) => bundle.application('app', resources(given))),
        ),
      )
      .build();
  const found = (each: BuiltCluster): readonly unknown[] =>
    checkOrdering(each.model, evaluate(each.model).resources).map(({ code, message, fix }) => ({
      code,
      message,
      fix,
    }));

  it('is an error where a definition or a namespace comes from a bundle that is not waited for', () => {
    expect(found(built([]))).toEqual([
      {
        code: 'build/resource-before-definition',
        message:
          'HTTPRoute r of the bundle routes needs the kind HTTPRoute.gateway.networking.k8s.io, which the bundle crds brings',
        fix: 'let routes depend on crds',
      },
      {
        code: 'build/namespace-after-content',
        message: 'ConfigMap a of the bundle routes needs the namespace shop, which the bundle crds brings',
        fix: 'let routes depend on crds',
      },
    ]);
  });

  it('is warned of where a webhook trusts a certificate of a bundle that is not waited for', () => {
    const webhook = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'a', annotations: { 'cert-manager.io/inject-ca-from': 'shop/hook' } },
    };
    const certificate = {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'hook', namespace: 'shop' },
      spec: { secretName: 'hook', issuerRef: { name: 'a' } },
    };
    const trusting = (dependsOn: readonly string[]): BuiltCluster =>
      cluster('prod', options)
        .node('n', (node) =>
          node
            .bundle('certificates', (bundle) => bundle.application('app', resources([certificate as never])))
            .bundle('hooks', { dependsOn } as never, (bundle) =>
              bundle.application('app', resources([webhook as never])),
            ),
        )
        .build();
    expect(found(trusting([]))).toEqual([
      {
        code: 'build/webhook-before-certificate',
        message:
          'ValidatingWebhookConfiguration a of the bundle hooks needs the certificate shop/hook, which the bundle certificates brings',
        fix: 'let hooks depend on certificates',
      },
    ]);
    expect(found(trusting(['certificates']))).toEqual([]);
  });

  it('is fine with dependsOn, also by way of another bundle', () => {
    expect(found(built(['crds']))).toEqual([]);
    expect(found(built(['middle'], ['crds']))).toEqual([]);
  });
});
