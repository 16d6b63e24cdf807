import { describe, expect, it } from 'vitest';
import { helmRelease } from '../../generator/applications/helm-release.ts';
import { resources } from '../../generator/applications/resources.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { argo } from '../../generator/engines/argo/options.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { HelmReleaseOptions } from '../../generator/model/helm.ts';
import type { GitOps } from '../../generator/model/model.ts';
import { filesInMemory } from '../../generator/model/project-files.ts';
import { externalArtifact, helmRepository, ociRepository } from '../../generator/model/source.ts';
import { type Rendered, render } from '../../generator/pipeline/render.ts';
import { ConfigMap } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';
import { fleet } from '../support/stack.ts';

function one(options: HelmReleaseOptions, gitops: GitOps, name = 'prod'): BuiltCluster {
  return cluster(name, { kubernetes: '1.34', gitops })
    .node('apps')
    .bundle('web', { namespace: 'web' })
    .application('web', helmRelease(options))
    .end()
    .end()
    .build();
}

function found({ findings }: Rendered): readonly unknown[] {
  return findings.map(({ code, message, fix }) => ({ code, message, fix }));
}

function object({ files }: Rendered, path: string): unknown {
  return files.get(path)?.documents[0];
}

const chart: HelmReleaseOptions = {
  chart: 'web',
  version: '1.0.0',
  repository: 'https://charts.example.com',
};

describe('helmRelease', () => {
  it.each<[HelmReleaseOptions, string]>([
    [{ chart: 'web', version: '1' }, 'the chart web has no repository'],
    [{ version: '1', repository: 'https://charts.example.com' }, 'the chart  has no name'],
    [{ chart: 'web', repository: 'https://charts.example.com' }, 'the chart web has no version'],
    [
      { chart: 'web', repository: helmRepository('c', { url: 'https://charts.example.com' }) },
      'the chart web has no version',
    ],
  ])('says what a chart lacks', (options, message) => {
    const rendered = render([one(options, flux({ source: fleet }))]);
    expect(found(rendered)).toContainEqual({
      code: 'build/incomplete-chart',
      message,
      fix: expect.stringMatching(/^add /),
    });
    expect(rendered.findings[0]?.definition?.file).toMatch(/helm-release.test.ts$/);
  });

  it('takes an OCI chart at a digest, a range, or from a source that is shared', () => {
    const repository = 'oci://registry.example.com/charts/';
    const reference = (options: HelmReleaseOptions): unknown =>
      object(
        render([one(options, flux({ source: fleet }))]),
        'prod/apps/web/ocirepository.source.toolkit.fluxcd.io-web.yaml',
      );
    expect(reference({ chart: 'web', version: '1.0.0', digest: 'sha256:ab', repository })).toMatchObject({
      spec: { url: 'oci://registry.example.com/charts/web', ref: { digest: 'sha256:ab' } },
    });
    expect(reference({ chart: 'web', version: '1.x', repository })).toMatchObject({
      spec: { ref: { semver: '1.x' } },
    });
    const shared = ociRepository('web', { url: 'oci://registry.example.com/charts/web', tag: '2.0.0' });
    const rendered = render([one({ repository: shared }, flux({ source: fleet }))]);
    expect(found(rendered)).toEqual([]);
    expect(object(rendered, 'prod/apps/web/helmrelease.helm.toolkit.fluxcd.io-web.yaml')).toMatchObject({
      spec: { chartRef: { kind: 'OCIRepository', name: 'web', namespace: 'flux-system' } },
    });
    expect(object(rendered, 'prod/flux-system/ocirepository-web.yaml')).toBeDefined();
    expect(
      object(render([one({ repository: shared }, argo({ source: fleet }))]), 'prod/argocd/web.yaml'),
    ).toMatchObject({
      spec: {
        source: { repoURL: 'registry.example.com/charts', chart: 'web', targetRevision: '2.0.0' },
      },
    });
  });

  it('refers to an artifact that another controller makes, and does not write it', () => {
    const rendered = render([
      one({ repository: externalArtifact('web', { namespace: 'web' }) }, flux({ source: fleet })),
    ]);
    expect(object(rendered, 'prod/apps/web/helmrelease.helm.toolkit.fluxcd.io-web.yaml')).toMatchObject({
      spec: { chartRef: { kind: 'ExternalArtifact', name: 'web' } },
    });
    expect([...rendered.files.keys()].filter((path) => path.includes('externalartifact'))).toEqual([]);
  });

  it('is an error under Argo CD where other objects would be deployed', () => {
    const rendered = render([
      one({ ...chart, valuesFrom: [{ kind: 'Secret', name: 'x' }] }, argo({ source: fleet })),
    ]);
    expect(found(rendered)).toEqual([
      {
        code: 'build/unsupported-option',
        message: 'Argo CD does not know valuesFrom of the release web',
        fix: 'take valuesFrom out',
      },
    ]);
  });

  it('puts value files into the values where no Git repository can lend them', () => {
    const files = filesInMemory({ 'values.yaml': 'a: 1\nb: {c: 12345678901234567890}\n' });
    const source = ociRepository('fleet', { url: 'oci://registry.example.com/fleet', tag: 'prod' });
    const options = { ...chart, valuesFiles: ['values.yaml'], values: { a: 2 } };
    const rendered = render([one(options, argo({ source }))], {}, { files });
    expect(object(rendered, 'prod/argocd/web.yaml')).toMatchObject({
      spec: { source: { helm: { valuesObject: { a: 2, b: { c: 12345678901234567890n } } } } },
    });
  });

  it('says which value file is missing or broken', () => {
    const files = filesInMemory({ 'charts/values.yaml': 'a: [\n' });
    const options = { ...chart, valuesFiles: ['charts/value.yaml'] };
    expect(found(render([one(options, flux({ source: fleet }))], {}, { files }))).toContainEqual({
      code: 'build/no-file',
      message: 'there is no file charts/value.yaml',
      fix: 'did you mean charts/values.yaml?',
    });
    const broken = render(
      [one({ ...chart, valuesFiles: ['charts/values.yaml'] }, flux({ source: fleet }))],
      {},
      { files },
    );
    expect(broken.findings[0]).toMatchObject({ code: 'build/bad-manifest', source: { line: 2 } });
  });

  it('finds one source under one name, differently', () => {
    const built = cluster('prod', { kubernetes: '1.34', gitops: flux({ source: fleet }) })
      .node('apps')
      .bundle('web')
      .application('a', helmRelease({ ...chart, repository: 'https://a-b.example.com' }))
      .application('b', helmRelease({ ...chart, repository: 'https://a.b.example.com' }))
      .end()
      .end()
      .build();
    expect(found(render([built]))).toEqual([
      {
        code: 'build/source-conflict',
        message: 'the source HelmRepository a-b-example-com is defined twice, differently',
        fix: 'define it once and share the value, or give one another name',
      },
    ]);
  });

  it('names a source after a long address, the same each time', () => {
    const repository = `https://charts.example.com/${'long/'.repeat(30)}`;
    const names = [1, 2].map(() =>
      [...render([one({ ...chart, repository }, flux({ source: fleet }))]).files.keys()].find((path) =>
        path.includes('helmrepository'),
      ),
    );
    expect(names[0]).toMatch(
      /^prod\/flux-system\/helmrepository-charts-example-com-long-.*-[0-9a-f]{8}\.yaml$/,
    );
    expect(names[0]).toBe(names[1]);
  });

  it('stands on the control plane where that applies the cluster, with its kubeconfig', () => {
    const hub = cluster('hub', { kubernetes: '1.34', gitops: flux({ source: fleet }) })
      .node('apps', (node) => node)
      .build();
    const managed = one(
      chart,
      flux({ source: fleet, controlPlane: { cluster: 'hub', secret: 'edge-kubeconfig' } }),
      'edge',
    );
    const rendered = render([hub, managed]);
    expect(found(rendered)).toEqual([]);
    expect(object(rendered, 'edge/flux-system/helmrelease-web.yaml')).toMatchObject({
      metadata: { name: 'web', namespace: 'edge' },
      spec: {
        targetNamespace: 'web',
        storageNamespace: 'web',
        kubeConfig: { secretRef: { name: 'edge-kubeconfig' } },
        chart: { spec: { sourceRef: { kind: 'HelmRepository', name: 'charts-example-com' } } },
      },
    });
    expect([...rendered.files.keys()].filter((path) => path.startsWith('edge/apps'))).toEqual([
      'edge/apps/web/kustomization.yaml',
    ]);
  });

  it('is changed by overlays and labelled like every resource', () => {
    const built = cluster('prod', {
      kubernetes: '1.34',
      gitops: flux({ source: fleet }),
      labels: { team: 'a' },
    })
      .node('apps')
      .bundle('web')
      .application('web', helmRelease(chart))
      .application('map', resources([ConfigMap({ metadata: { name: 'map' } })]))
      .end()
      .end()
      .overlay({ kind: 'HelmRelease' }, (release) => ({
        ...release,
        spec: { ...(release as { spec?: object }).spec, suspend: true },
      }))
      .build();
    expect(
      object(render([built]), 'prod/apps/web/helmrelease.helm.toolkit.fluxcd.io-web@flux-system.yaml') ??
        object(render([built]), 'prod/apps/web/helmrelease.helm.toolkit.fluxcd.io-web.yaml'),
    ).toMatchObject({ metadata: { labels: { team: 'a' } }, spec: { suspend: true } });
  });
});
