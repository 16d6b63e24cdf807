import { expect, it } from 'vitest';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { LayoutRules } from '../../generator/layout/rules.ts';
import type { KubernetesObject } from '../../generator/paths/kind.ts';
import { render } from '../../generator/pipeline/render.ts';
import { fleet, objects } from '../support/stack.ts';

function one(name: string, application: string, ...all: readonly KubernetesObject[]): BuiltCluster {
  return cluster(name, { kubernetes: '1.34', gitops: flux({ source: fleet }) })
    .node('apps')
    .bundle('web')
    .application(application, objects(...all))
    .end()
    .end()
    .build();
}

const role = (name: string): KubernetesObject =>
  ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name },
    rules: [],
  }) as never;

const said = (built: BuiltCluster, rules: Partial<LayoutRules> = {}): readonly string[] =>
  render([built], rules).findings.map(({ code, message }) => `${code} ${message}`);

it('names that differ by case only are two files on every disk', () => {
  const rendered = render([one('prod', 'web', role('Web'), role('web'), role('a/b:C'))]);
  expect(rendered.findings).toEqual([]);
  expect([...rendered.files.keys()].filter((path) => path.includes('clusterrole'))).toEqual([
    'prod/apps/web/clusterrole-%57eb.yaml',
    'prod/apps/web/clusterrole-a%2fb%3a%43.yaml',
    'prod/apps/web/clusterrole-web.yaml',
  ]);
});

it('names that Windows keeps for itself are refused where they would be a file or a folder', () => {
  expect(said(one('aux', 'web'))).toEqual([
    'build/unportable-path aux cannot be checked out everywhere: Windows keeps the name for a device',
  ]);
  const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'nul' } } as never;
  expect(said(one('prod', 'con', map))).toEqual([]);
  expect(said(one('prod', 'con', map), { files: 'application' })).toEqual([
    'build/unportable-path prod/apps/web/con.yaml cannot be checked out everywhere: Windows keeps the name for a device',
  ]);
});

it.each(['a/b', '..', 'A', 'a b', '', 'a.b', `${'a'.repeat(64)}`, 'a\nb'])(
  '%j is no name of anything',
  (name) => {
    for (const built of [one(name, 'web'), one('prod', name)]) {
      const { files, findings } = render([built]);
      expect(findings.map(({ code }) => code)).toContain('build/bad-name');
      expect(files.size).toBe(0);
    }
  },
);
