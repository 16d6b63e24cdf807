import { describe, expect, it } from 'vitest';
import { resources } from '../../generator/applications/resources.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { argo } from '../../generator/engines/argo/options.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { BundleOptions } from '../../generator/model/bundle-options.ts';
import type { GitOps } from '../../generator/model/model.ts';
import { render } from '../../generator/pipeline/render.ts';
import { ConfigMap } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';
import { buildInProcess } from '../support/kustomize.ts';
import { fleet } from '../support/stack.ts';

const some = resources([ConfigMap({ metadata: { name: 'a' } })]);
const hub = flux({ source: fleet });
const managed = flux({ source: fleet, controlPlane: { cluster: 'hub', secret: 'kubeconfig' } });

function one(name: string, gitops: GitOps, options: BundleOptions = {}): BuiltCluster {
  return cluster(name, { kubernetes: '1.34', gitops })
    .node('n')
    .bundle('b', options)
    .application('app', some)
    .end()
    .end()
    .build();
}

const plain = (...clusters: readonly BuiltCluster[]): readonly unknown[] =>
  render(clusters).findings.map(({ code, message, fix }) => ({
    code,
    message,
    ...(fix === undefined ? {} : { fix }),
  }));

describe('a control plane', () => {
  it('applies the clusters that name it, each in a namespace of its own', () => {
    const { files, findings } = render([
      one('hub', hub),
      one('edge', managed, { after: [{ cluster: 'hub', bundle: 'b' }] }),
      one('far', managed, { after: [{ cluster: 'edge', bundle: 'b' }] }),
    ]);
    expect(findings).toEqual([]);
    const [applied] = files.get('hub/flux-system/cluster-edge.yaml')?.documents ?? [];
    expect(applied).toMatchObject({
      metadata: { name: 'cluster-edge', namespace: 'flux-system' },
      spec: { path: './out/edge/flux-system' },
    });
    expect(files.get('edge/flux-system/b.yaml')?.documents).toMatchObject([
      {
        metadata: { namespace: 'edge' },
        spec: {
          kubeConfig: { secretRef: { name: 'kubeconfig' } },
          dependsOn: [{ name: 'b', namespace: 'flux-system' }],
          path: './out/edge/n/b',
        },
      },
    ]);
    expect(files.get('far/flux-system/b.yaml')?.documents).toMatchObject([
      { spec: { dependsOn: [{ name: 'b', namespace: 'edge' }] } },
    ]);
    expect(files.has('edge/flux-system/gotk-sync.yaml')).toBe(false);
    for (const directory of ['hub/flux-system', 'edge/flux-system', 'far/flux-system'])
      expect(buildInProcess(files, directory).errors).toEqual([]);
    expect(
      buildInProcess(files, 'hub/flux-system').objects.map(
        ({ kind, metadata }) => `${kind}/${metadata.name}`,
      ),
    ).toEqual([
      'Kustomization/b',
      'Kustomization/cluster-edge',
      'Kustomization/cluster-far',
      'GitRepository/fleet',
      'Kustomization/flux-system',
      'Namespace/edge',
      'Namespace/far',
    ]);
  });

  it('is what order across clusters needs', () => {
    const needed = { after: [{ cluster: 'hub', bundle: 'b' }] };
    const wrong = {
      code: 'build/cross-cluster-dependency',
      message: 'the bundle b of alone comes after b of hub, but no one control plane applies both',
      fix: 'give both clusters one control plane: flux({ controlPlane: { cluster, secret } })',
    };
    expect(plain(one('hub', hub), one('alone', hub, needed))).toEqual([wrong]);
    expect(plain(one('hub', hub), one('alone', argo({ source: fleet }), needed))).toContainEqual(wrong);
    expect(
      plain(
        one('hub', hub),
        one('edge', managed, {
          after: [
            { cluster: 'hbu', bundle: 'b' },
            { cluster: 'hub', bundle: 'c' },
          ],
        }),
      ),
    ).toEqual([
      {
        code: 'build/unknown-dependency',
        message: 'the bundle b comes after one of the cluster hbu, which is not rendered',
        fix: 'did you mean hub?',
      },
      {
        code: 'build/unknown-dependency',
        message: 'the bundle b comes after c of hub, which is not there',
        fix: 'did you mean b?',
      },
    ]);
    expect(
      plain(one('hub', flux({ source: fleet, controlPlane: { cluster: 'hub', secret: 's' } }))),
    ).toMatchObject([{ message: 'the cluster hub is its own control plane' }]);
  });

  it('finds circles that no cluster sees alone', () => {
    expect(
      plain(
        one('hub', hub, { after: [{ cluster: 'edge', bundle: 'b' }] }),
        one('edge', managed, { after: [{ cluster: 'hub', bundle: 'b' }] }),
      ),
    ).toEqual([
      { code: 'build/dependency-cycle', message: 'bundles wait for each other: hub/b → edge/b → hub/b' },
    ]);
  });
});

it('an umbrella of a managed cluster comes after its children, whose objects stand on the control plane', () => {
  const edge = cluster('edge', { kubernetes: '1.34', gitops: managed })
    .node('n')
    .bundle('around', { dependsOn: [] })
    .bundle('inner')
    .application('app', some)
    .end()
    .end()
    .end()
    .build();
  for (const engine of ['separate', 'node', 'bundle'] as const) {
    const { files, findings } = render([one('hub', hub), edge], { engine });
    expect(findings).toEqual([]);
    expect(files.get('edge/flux-system/around.yaml')?.documents[0]).toMatchObject({
      spec: { dependsOn: [{ name: 'inner' }], kubeConfig: { secretRef: { name: 'kubeconfig' } } },
    });
    expect(files.get('edge/flux-system/around.yaml')?.documents[0]).not.toHaveProperty('spec.healthChecks');
    expect(files.get('edge/flux-system/kustomization.yaml')?.documents[0]).toMatchObject({
      resources: ['around.yaml', 'gitrepository-fleet.yaml', 'inner.yaml'],
    });
    // What the managed cluster applies to itself holds nothing of Flux.
    expect(buildInProcess(files, 'edge/n/around')).toEqual({ objects: [], errors: [] });
  }
});

it('two clusters need a directory each', () => {
  expect(render([one('a', hub), one('b', hub)], { cluster: 'none' }).findings).toMatchObject([
    {
      code: 'build/shared-directory',
      message: 'the clusters a, b would share one output',
      fix: "give each a directory: cluster: 'directory'",
    },
  ]);
});
