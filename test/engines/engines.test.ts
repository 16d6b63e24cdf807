import { describe, expect, it } from 'vitest';
import { resources } from '../../generator/applications/resources.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { argo } from '../../generator/engines/argo/options.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { BundleOptions } from '../../generator/model/bundle-options.ts';
import type { GitOps } from '../../generator/model/model.ts';
import {
  bucket,
  externalArtifact,
  gitRepository,
  helmRepository,
  ociRepository,
  type Source,
} from '../../generator/model/source.ts';
import { render } from '../../generator/pipeline/render.ts';
import { ConfigMap } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';
import { fleet } from '../support/stack.ts';

const some = resources([ConfigMap({ metadata: { name: 'a' } })]);
const engines = { flux: flux({ source: fleet }), argo: argo({ source: fleet }) };

function one(gitops: GitOps, options: BundleOptions = {}): BuiltCluster {
  return cluster('prod', { kubernetes: '1.34', gitops })
    .node('n')
    .bundle('b', options)
    .application('app', some)
    .end()
    .end()
    .build();
}

function document(built: BuiltCluster, path: string): Record<string, unknown> {
  const [found] = render([built]).files.get(path)?.documents ?? [];
  if (found === undefined)
    throw new Error(`no ${path} among ${[...render([built]).files.keys()].join(', ')}`);
  return found as Record<string, unknown>;
}

describe('Flux', () => {
  it('gets a Kustomization a bundle, with every option it knows', () => {
    const options: BundleOptions = {
      interval: '5m',
      timeout: '1m',
      retryInterval: '30s',
      prune: false,
      force: true,
      suspend: true,
      deletionPolicy: 'Orphan',
      healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' }],
      healthCheckExprs: [{ apiVersion: 'example.com/v1', kind: 'Thing', current: 'true' }],
      patches: [{ patch: '- op: remove', target: { kind: 'ConfigMap' } }],
      postBuild: {
        substitute: { cluster: 'prod' },
        substituteFrom: [{ kind: 'Secret', name: 's', optional: true }],
      },
      decryption: { provider: 'sops', secret: 'age' },
      serviceAccountName: 'team',
      targetNamespace: 'shop',
      namePrefix: 'p-',
      nameSuffix: '-s',
      images: [{ name: 'web', newTag: '2' }],
      components: ['../c'],
    };
    expect(document(one(engines.flux, options), 'prod/flux-system/b.yaml')).toEqual({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'b', namespace: 'flux-system' },
      spec: {
        ...options,
        path: './out/prod/n/b',
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
        decryption: { provider: 'sops', secretRef: { name: 'age' } },
      },
    });
  });

  it.each<[Source, object]>([
    [
      gitRepository('s', { url: 'https://git', tag: 'v1', interval: '1m', secret: 'k' }),
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        spec: { interval: '1m', url: 'https://git', ref: { tag: 'v1' }, secretRef: { name: 'k' } },
      },
    ],
    [
      ociRepository('s', { url: 'oci://r/x', digest: 'sha256:1' }),
      { kind: 'OCIRepository', spec: { interval: '10m', url: 'oci://r/x', ref: { digest: 'sha256:1' } } },
    ],
    [
      bucket('s', { bucket: 'b', endpoint: 'e', provider: 'aws', prefix: 'p' }),
      {
        kind: 'Bucket',
        spec: { interval: '10m', bucketName: 'b', endpoint: 'e', provider: 'aws', prefix: 'p' },
      },
    ],
    [
      helmRepository('s', { url: 'https://charts', type: 'oci', suspend: true, timeout: '9s' }),
      {
        kind: 'HelmRepository',
        spec: { interval: '10m', url: 'https://charts', type: 'oci', suspend: true, timeout: '9s' },
      },
    ],
  ])('gets each source as its own object: %j', (source, expected) => {
    expect(
      document(one(engines.flux, { source }), `prod/flux-system/${source.kind.toLowerCase()}-s.yaml`),
    ).toMatchObject({ metadata: { name: 's', namespace: 'flux-system' }, ...expected });
  });

  it('reads an artifact that another controller makes, without writing it', () => {
    const built = one(engines.flux, { source: externalArtifact('made', { namespace: 'build' }) });
    expect([...render([built]).files.keys()].filter((path) => path.includes('made'))).toEqual([]);
    expect(document(built, 'prod/flux-system/b.yaml')).toMatchObject({
      spec: { sourceRef: { kind: 'ExternalArtifact', name: 'made', namespace: 'build' } },
    });
  });

  it('writes a source once, however many bundles share it', () => {
    const built = cluster('prod', { kubernetes: '1.34', gitops: engines.flux })
      .node('n')
      .bundle('a', { source: gitRepository('s', { url: 'u' }) })
      .application('app', some)
      .end()
      .bundle('b', { source: gitRepository('s', { url: 'u' }) })
      .end()
      .end()
      .build();
    expect([...render([built]).files.keys()].filter((path) => /gitrepository/.test(path))).toEqual([
      'prod/flux-system/gitrepository-fleet.yaml',
      'prod/flux-system/gitrepository-s.yaml',
    ]);
  });

  it('never claims that wait and healthChecks both work', () => {
    const built = one(engines.flux, {
      wait: true,
      healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }],
    });
    expect(document(built, 'prod/flux-system/b.yaml')).not.toHaveProperty('spec.healthChecks');
    expect(render([built]).findings).toMatchObject([
      {
        code: 'build/ignored-option',
        severity: 'warning',
        message: 'the bundle b waits for everything it applies: Flux ignores its healthChecks',
      },
    ]);
  });

  it('gets a provider and an alert for each place where news go', () => {
    const built = one(
      flux({
        source: fleet,
        notifications: {
          ops: { type: 'slack', channel: 'ops', secret: 'token', severity: 'error' },
          hook: {
            type: 'generic',
            address: 'https://example.com',
            sources: [{ kind: 'Bucket', name: 'b' }],
            summary: 's',
          },
        },
      }),
    );
    expect(document(built, 'prod/flux-system/provider-ops.yaml')).toMatchObject({
      kind: 'Provider',
      metadata: { name: 'ops', namespace: 'flux-system' },
      spec: { type: 'slack', channel: 'ops', secretRef: { name: 'token' } },
    });
    expect(document(built, 'prod/flux-system/alert-ops.yaml')).toMatchObject({
      kind: 'Alert',
      spec: {
        providerRef: { name: 'ops' },
        eventSeverity: 'error',
        eventSources: [
          { kind: 'Kustomization', name: '*' },
          { kind: 'HelmRelease', name: '*' },
        ],
      },
    });
    expect(document(built, 'prod/flux-system/alert-hook.yaml')).toMatchObject({
      spec: { eventSources: [{ kind: 'Bucket', name: 'b' }], summary: 's' },
    });
  });

  it('keeps pins.yaml up to date, where the source is a Git repository', () => {
    const imageAutomation = {
      images: {
        web: { image: 'registry.example.com/web', policy: { semver: { range: '1.x' } }, secret: 'pull' },
      },
      author: { name: 'bot', email: 'bot@example.com' },
      push: 'updates',
    };
    const built = one(flux({ source: fleet, imageAutomation }));
    expect(document(built, 'prod/flux-system/imagerepository-web.yaml')).toMatchObject({
      spec: { image: 'registry.example.com/web', interval: '10m', secretRef: { name: 'pull' } },
    });
    expect(document(built, 'prod/flux-system/imagepolicy-web.yaml')).toMatchObject({
      spec: { imageRepositoryRef: { name: 'web' }, policy: { semver: { range: '1.x' } } },
    });
    expect(document(built, 'prod/flux-system/imageupdateautomation-pins.yaml')).toMatchObject({
      spec: {
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
        git: { commit: { author: imageAutomation.author }, push: { branch: 'updates' } },
        update: { path: './', strategy: 'Setters' },
      },
    });
    const wrong = one(flux({ source: ociRepository('o', { url: 'oci://x' }), imageAutomation }));
    expect(render([wrong]).findings).toMatchObject([
      {
        code: 'build/unsupported-option',
        message:
          'image automation of the cluster prod edits a Git repository, and its source is a OCIRepository',
      },
    ]);
  });

  it('applies bundles with the rights of a tenant, where one is named', () => {
    const gitops = flux({ source: fleet, serviceAccountName: 'tenant' });
    expect(document(one(gitops), 'prod/flux-system/b.yaml')).toMatchObject({
      spec: { serviceAccountName: 'tenant' },
    });
    expect(document(one(gitops, { serviceAccountName: 'own' }), 'prod/flux-system/b.yaml')).toMatchObject({
      spec: { serviceAccountName: 'own' },
    });
  });

  it('lets an umbrella apply its children and wait for them', () => {
    const built = cluster('prod', { kubernetes: '1.34', gitops: engines.flux })
      .node('n')
      .bundle('u')
      .bundle('c')
      .application('app', some)
      .end()
      .end()
      .end()
      .build();
    expect(document(built, 'prod/flux-system/u.yaml')).toMatchObject({
      spec: { healthChecks: [{ kind: 'Kustomization', name: 'c', namespace: 'flux-system' }] },
    });
    expect(document(built, 'prod/n/u/kustomization.yaml')).toMatchObject({ resources: ['flux-system'] });
    expect(document(built, 'prod/n/u/flux-system/c.yaml')).toMatchObject({
      spec: { path: './out/prod/n/u/c' },
    });
  });

  it('lists the components file when the user has put it there, and never writes it', () => {
    const path = 'prod/flux-system/gotk-components.yaml';
    const listed = (exists: (path: string) => boolean): unknown => {
      const { files } = render([one(engines.flux)], {}, { exists });
      expect(files.has(path)).toBe(false);
      const [kustomization] = files.get('prod/flux-system/kustomization.yaml')?.documents ?? [];
      return (kustomization as { readonly resources?: unknown }).resources;
    };
    expect(listed((each) => each === path)).toEqual([
      'b.yaml',
      'gitrepository-fleet.yaml',
      'gotk-components.yaml',
      'gotk-sync.yaml',
    ]);
    expect(listed(() => false)).toEqual(['b.yaml', 'gitrepository-fleet.yaml', 'gotk-sync.yaml']);
  });

  it('bootstraps offline: one object that applies the rest and itself', () => {
    const built = cluster('prod', {
      kubernetes: '1.34',
      gitops: flux({ source: fleet, namespace: 'gitops', interval: '1h' }),
    })
      .node('n')
      .bundle('b')
      .application('app', some)
      .end()
      .end()
      .build();
    expect(document(built, 'prod/flux-system/gotk-sync.yaml')).toEqual({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'flux-system', namespace: 'gitops' },
      spec: {
        interval: '1h',
        path: './out/prod/flux-system',
        prune: true,
        sourceRef: { kind: 'GitRepository', name: 'fleet' },
      },
    });
  });
});

describe('Argo CD', () => {
  it('gets an Application a bundle, with every option it knows', () => {
    const options: BundleOptions = {
      namespace: 'shop',
      project: 'team',
      destination: { name: 'edge' },
      revision: 'v2',
      prune: false,
      force: true,
      finalizer: true,
      wave: 3,
      sync: {
        selfHeal: false,
        allowEmpty: true,
        options: ['CreateNamespace=true'],
        retry: { limit: 2, duration: '5s', factor: 2 },
      },
      ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
      namePrefix: 'p-',
      images: [
        { name: 'web', newName: 'r/web', newTag: '2' },
        { name: 'db', digest: 'sha256:1' },
      ],
      targetNamespace: 'shop',
    };
    expect(document(one(engines.argo, options), 'prod/argocd/b.yaml')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: {
        name: 'b',
        namespace: 'argocd',
        annotations: {
          'argocd.argoproj.io/manifest-generate-paths': '/out/prod/n/b',
          'argocd.argoproj.io/sync-wave': '3',
        },
        finalizers: ['resources-finalizer.argocd.argoproj.io'],
      },
      spec: {
        project: 'team',
        destination: { name: 'edge', namespace: 'shop' },
        source: {
          repoURL: 'ssh://git@git.example.com/fleet',
          targetRevision: 'v2',
          path: 'out/prod/n/b',
          kustomize: { namePrefix: 'p-', namespace: 'shop', images: ['web=r/web:2', 'db@sha256:1'] },
        },
        syncPolicy: {
          automated: { prune: false, selfHeal: false, allowEmpty: true },
          syncOptions: ['CreateNamespace=true', 'Replace=true'],
          retry: { limit: 2, backoff: { duration: '5s', factor: 2 } },
        },
        ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
      },
    });
  });

  it('reads several sources where a bundle has more than its directory', () => {
    const chart = { repoURL: 'https://charts.example.com', chart: 'cert-manager', targetRevision: '1.19.1' };
    expect(document(one(engines.argo, { additionalSources: [chart] }), 'prod/argocd/b.yaml')).toMatchObject({
      spec: { sources: [{ repoURL: 'ssh://git@git.example.com/fleet', path: 'out/prod/n/b' }, chart] },
    });
  });

  it.each<[string, NonNullable<BundleOptions['applicationSet']>['generators']]>([
    ['list', [{ list: { elements: [{ name: 'a', server: 'https://a' }] } }]],
    ['cluster', [{ clusters: { selector: { matchLabels: { env: 'prod' } } } }]],
    [
      'git',
      [
        {
          git: {
            repoURL: 'https://git.example.com/fleet',
            revision: 'main',
            directories: [{ path: 'teams/*' }],
          },
        },
      ],
    ],
    ['matrix', [{ matrix: { generators: [{ clusters: {} }, { list: { elements: [] } }] } }]],
    [
      'merge',
      [{ merge: { mergeKeys: ['name'], generators: [{ clusters: {} }, { list: { elements: [] } }] } }],
    ],
    ['pullRequest', [{ pullRequest: { github: { owner: 'o', repo: 'r' }, requeueAfterSeconds: 60 } }]],
  ])('makes an Application for each thing a generator finds: %s', (_name, generators) => {
    const options: BundleOptions = {
      applicationSet: { name: 'b-{{.name}}', generators },
      destination: { server: '{{.server}}' },
      finalizer: true,
    };
    const {
      spec: { syncPolicy: _policy, ...template },
    } = document(one(engines.argo, { destination: { server: '{{.server}}' } }), 'prod/argocd/b.yaml') as {
      spec: { syncPolicy: object };
    };
    const set = document(one(engines.argo, options), 'prod/argocd/b.yaml');
    expect(set).toMatchObject({
      kind: 'ApplicationSet',
      metadata: { name: 'b', namespace: 'argocd' },
      spec: {
        goTemplate: true,
        generators,
        template: {
          metadata: { name: 'b-{{.name}}', finalizers: ['resources-finalizer.argocd.argoproj.io'] },
          spec: template,
        },
      },
    });
  });

  it('gets projects before what is in them, and knows their names', () => {
    const gitops = argo({
      source: fleet,
      project: 'team',
      projects: {
        team: {
          destinations: [{ server: '*', namespace: 'shop' }],
          clusterResources: [{ group: '', kind: 'Namespace' }],
        },
      },
    });
    expect(document(one(gitops), 'prod/argocd/project-team.yaml')).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'team', namespace: 'argocd', annotations: { 'argocd.argoproj.io/sync-wave': '-1' } },
      spec: {
        sourceRepos: ['ssh://git@git.example.com/fleet'],
        destinations: [{ server: '*', namespace: 'shop' }],
        clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      },
    });
    expect(render([one(gitops, { project: 'taem' })]).findings).toMatchObject([
      {
        code: 'build/unknown-project',
        message: 'the bundle b is in the project taem, which the cluster does not define',
        fix: 'did you mean team?',
      },
    ]);
  });

  it('does not sync by itself what is suspended', () => {
    expect(document(one(engines.argo, { suspend: true }), 'prod/argocd/b.yaml')).toMatchObject({
      spec: { syncPolicy: {} },
    });
  });

  it('gives an umbrella an Application that applies those of its children', () => {
    const built = cluster('prod', { kubernetes: '1.34', gitops: engines.argo })
      .node('n')
      .bundle('u')
      .bundle('c')
      .application('app', some)
      .end()
      .end()
      .end()
      .build();
    expect(document(built, 'prod/argocd/u.yaml')).toMatchObject({
      kind: 'Application',
      spec: { source: { path: 'out/prod/n/u' } },
    });
    expect(document(built, 'prod/n/u/argocd/c.yaml')).toMatchObject({
      kind: 'Application',
      spec: { source: { path: 'out/prod/n/u/c' } },
    });
  });

  const ordered = (gitops: GitOps): BuiltCluster =>
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('n')
      .bundle('base')
      .application('app', some)
      .end()
      .bundle('u')
      .bundle('inner', { dependsOn: ['base'] })
      .end()
      .bundle('last', { dependsOn: ['inner'] })
      .end()
      .end()
      .bundle('top', { dependsOn: ['inner'] })
      .end()
      .end()
      .build();

  it('orders by waves among siblings, lifting what crosses parents', () => {
    const wave = (path: string): unknown =>
      (document(ordered(engines.argo), path).metadata as { annotations: Record<string, string> }).annotations[
        'argocd.argoproj.io/sync-wave'
      ];
    expect(
      [
        'prod/argocd/base.yaml',
        'prod/argocd/u.yaml',
        'prod/argocd/top.yaml',
        'prod/n/u/argocd/inner.yaml',
        'prod/n/u/argocd/last.yaml',
      ].map(wave),
    ).toEqual([undefined, '1', '2', undefined, '1']);
  });

  it('tells Argo CD how to judge an Application where waves need it, unless it knows', () => {
    const path = 'prod/argocd/argocd-cm.yaml';
    expect(render([ordered(engines.argo)]).files.has(path)).toBe(true);
    expect(render([ordered(argo({ source: fleet, applicationHealth: 'present' }))]).files.has(path)).toBe(
      false,
    );
    expect(render([one(engines.argo)]).files.has(path)).toBe(false);
  });

  it('says where an order cannot be kept', () => {
    const built = cluster('prod', { kubernetes: '1.34', gitops: engines.argo })
      .node('n', (node) =>
        node.each(
          [
            { name: 'a', inner: { 'a-1': ['b-1'], 'a-2': [] } },
            { name: 'b', inner: { 'b-1': [], 'b-2': ['a-2'] } },
          ],
          (current, { name, inner }) =>
            current.bundle(name, (umbrella) =>
              umbrella.each(Object.entries(inner), (each, [child, dependsOn]) =>
                each.bundle(child, { dependsOn }, (bundle) => bundle),
              ),
            ),
        ),
      )
      .build();
    expect(built.findings).toEqual([]);
    expect(render([built]).findings).toMatchObject([
      {
        code: 'build/order-not-guaranteed',
        severity: 'warning',
        message: 'Argo CD cannot guarantee that a-2 is ready before b-2: their umbrellas wait for each other',
      },
    ]);
  });
});

describe('an option that the engine cannot express', () => {
  it('is an error when other objects would be deployed, else a warning', () => {
    const found = (gitops: GitOps, options: BundleOptions): unknown =>
      render([one(gitops, options)]).findings.map(({ code, severity, message }) => [code, severity, message]);
    expect(found(engines.argo, { postBuild: { substitute: {} }, timeout: '1m' })).toEqual([
      ['build/ignored-option', 'warning', 'Argo CD does not know timeout of the bundle b: it has no effect'],
      [
        'build/unsupported-option',
        'error',
        'Argo CD cannot do what postBuild of the bundle b asks: other objects would be deployed',
      ],
    ]);
    expect(found(engines.flux, { destination: { name: 'x' }, wave: 1 })).toEqual([
      ['build/ignored-option', 'warning', 'Flux does not know wave of the bundle b: it has no effect'],
      [
        'build/unsupported-option',
        'error',
        'Flux cannot do what destination of the bundle b asks: other objects would be deployed',
      ],
    ]);
  });
});

it.each([
  ['flux', 'flux-system'],
  ['argo', 'prod-root'],
] as const)('%s keeps the name %s for itself', (engine, name) => {
  const built = cluster('prod', { kubernetes: '1.34', gitops: engines[engine] })
    .node('n')
    .bundle(name)
    .application('app', some)
    .end()
    .end()
    .build();
  expect(render([built]).findings).toMatchObject([
    { code: 'build/reserved-name', severity: 'error', fix: 'choose another name' },
  ]);
});

it('both read a node that is published apart from its own directory', () => {
  const source = gitRepository('apart', { url: 'https://git.example.com/apart', branch: 'main' });
  const built = (gitops: GitOps): BuiltCluster =>
    cluster('prod', { kubernetes: '1.34', gitops })
      .node('team', { source })
      .node('deep')
      .bundle('b')
      .application('app', some)
      .end()
      .end()
      .end()
      .build();
  expect(document(built(engines.flux), 'prod/flux-system/b.yaml')).toMatchObject({
    spec: { path: './deep/b', sourceRef: { name: 'apart' } },
  });
  expect(document(built(engines.argo), 'prod/argocd/b.yaml')).toMatchObject({
    spec: { source: { path: 'deep/b', repoURL: 'https://git.example.com/apart', targetRevision: 'main' } },
  });
});
