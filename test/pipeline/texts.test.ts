import { expect, it } from 'vitest';
import { cluster } from '../../generator/builder/builder.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import { filesInMemory } from '../../generator/model/project-files.ts';
import { render } from '../../generator/pipeline/render.ts';
import { textsOf } from '../../generator/pipeline/texts.ts';
import { fleet, objects } from '../support/stack.ts';

it('says which object holds what cannot be written, and writes the others', () => {
  const built = cluster('prod', { kubernetes: '1.34', gitops: flux({ source: fleet }) })
    .node('apps')
    .bundle('web')
    .application(
      'web',
      objects(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { x: Number.NaN } } as never,
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, data: { x: 'y' } } as never,
      ),
    )
    .end()
    .end()
    .build();
  const { files, findings } = textsOf(render([built]).files);
  expect(findings).toEqual([
    {
      code: 'build/not-json',
      class: 'build',
      severity: 'error',
      message: 'ConfigMap a of web/web holds NaN at /data/x',
      pointer: '/data/x',
    },
  ]);
  expect(files.get('prod/apps/web/configmap-b.yaml')).toEqual({
    content: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\ndata:\n  x: "y"\n',
    cluster: 'prod',
    owner: 'web/web',
  });
});

it('writes what installs Flux from an address, as it was fetched, and lists it', () => {
  const address = 'https://example.com/flux/install.yaml';
  const built = cluster('prod', { kubernetes: '1.34', gitops: flux({ source: fleet, components: address }) })
    .node('apps', (node) => node)
    .build();
  expect(render([built]).findings.map(({ code }) => code)).toEqual(['build/not-fetched']);
  const text = '# Flux\nkind: Namespace\n';
  const rendered = render([built], {}, { files: filesInMemory({}, { [address]: text }), exists: () => true });
  expect(rendered.findings).toEqual([]);
  const { files } = textsOf(rendered.files);
  expect(files.get('prod/flux-system/gotk-components.yaml')?.content).toEqual(new TextEncoder().encode(text));
  expect(files.get('prod/flux-system/kustomization.yaml')?.content).toContain('- gotk-components.yaml\n');
});
