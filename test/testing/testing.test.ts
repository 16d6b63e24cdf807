import { describe, expect, it } from 'vitest';
import { manifests } from '../../generator/applications/manifests.ts';
import { resources } from '../../generator/applications/resources.ts';
import { withFiles } from '../../generator/applications/with-files.ts';
import { cluster } from '../../generator/builder/builder.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import { image } from '../../generator/pins/active.ts';
import { defineStack, type Stack } from '../../generator/stack/define-stack.ts';
import { matchers, type StackMatchers } from '../../generator/testing/matchers.ts';
import { renderStack } from '../../generator/testing/render-stack.ts';
import { ConfigMap, Pod } from '../../paths-codegen/generated/kubernetes/core/v1/index.js';
import { fleet } from '../support/stack.ts';

const stack: Stack = defineStack({ set: { colour: 'blue' } }, ({ env, set }) =>
  cluster(`shop-${env.name}`, { kubernetes: '1.34', gitops: flux({ source: fleet }) })
    .node('apps')
    .bundle('web', { namespace: 'shop' })
    .application(
      'web',
      resources(() => [
        ConfigMap({ metadata: { name: 'web' }, data: { colour: set.colour, image: image('web') } }),
      ]),
    )
    .application('vendor', manifests(['vendor', 'https://example.com/a.yaml']))
    .end()
    .end()
    .build(),
);

const options = {
  env: 'prod',
  set: ['colour=red'],
  pins: 'images:\n  web: registry.example.com/web:1\n',
  files: { 'vendor/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: vendor}\n' },
  remotes: { 'https://example.com/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: remote}\n' },
};

describe('renderStack', () => {
  it('renders a stack in memory, with environment, settings, pins, files and addresses', async () => {
    const rendered = await renderStack(stack, options);
    expect(rendered.findings).toEqual([]);
    expect(rendered.object('ConfigMap', 'web')).toMatchObject({
      data: { colour: 'red', image: 'registry.example.com/web:1' },
    });
    expect(rendered.object('ConfigMap', 'vendor', 'shop')).toMatchObject({ kind: 'ConfigMap' });
    expect(rendered.object('ConfigMap', 'remote')).toBeDefined();
    expect(rendered.object('ConfigMap', 'nothing')).toBeUndefined();
    expect(rendered.files.get('shop-prod/flux-system/web.yaml')).toContain('kind: Kustomization\n');
    expect(rendered.snapshot()).toMatch(/^# shop-prod\/apps\/web\/configmap-remote\.yaml\napiVersion: v1\n/);
  });
});

describe('references in a render', () => {
  const uses = (name: string) =>
    Pod({
      metadata: { name: `uses-${name}` },
      spec: { containers: [{ name: 'a', image: 'a:1', envFrom: [{ configMapRef: { name } }] }] },
    });
  const built = cluster('prod', { kubernetes: '1.34', gitops: flux({ source: fleet }) })
    .node('apps')
    .bundle('web', { namespace: 'shop' })
    .application(
      'web',
      withFiles(resources([uses('made'), uses('there'), uses('missing')]), {
        configMapGenerator: [{ name: 'made', literals: { a: '1' } }],
      }),
    )
    .end()
    .end()
    .build();

  it('lead to what kustomize makes, and to what is said to be there', async () => {
    const { findings } = await renderStack(built, { external: ['ConfigMap/shop/there'] });
    expect(findings.map(({ code, resource, path }) => [code, resource?.name, path])).toEqual([
      ['references/no-such-object', 'uses-missing', 'spec.containers[0].envFrom[0].configMapRef.name'],
    ]);
    expect(findings[0]?.definition?.file).toContain('testing.test.ts');
  });
});

describe('the matchers', () => {
  const good = cluster('prod', { kubernetes: '1.34', gitops: flux({ source: fleet }) })
    .node('apps')
    .bundle('web')
    .application('web', resources([ConfigMap({ metadata: { name: 'web' }, data: { a: '1', b: '2' } })]))
    .end()
    .end()
    .build();

  it('find an object and its fields, and say where they differ', async () => {
    const rendered = await renderStack(good);
    const verdict = (name: string, fields?: object): unknown => {
      const { pass, message } = matchers.toHaveObject(rendered, { kind: 'ConfigMap', name }, fields);
      return [pass, message()];
    };
    expect(verdict('web')).toEqual([true, 'there is ConfigMap web']);
    expect(verdict('web', { data: { a: '1' } })).toEqual([true, 'there is ConfigMap web with these fields']);
    expect(verdict('web', { data: { a: '2' } })).toEqual([false, 'ConfigMap web is otherwise at data.a']);
    expect(verdict('wbe')).toEqual([false, 'there is no ConfigMap wbe; there is ConfigMap web']);
    expect(
      matchers
        .toHaveObject(rendered, { kind: 'Kustomization', name: 'web' }, { spec: { dependsOn: [] } })
        .message(),
    ).toBe('Kustomization web is otherwise at spec.dependsOn');
  });

  it('say what was found wrong', async () => {
    expect(matchers.toRenderCleanly(await renderStack(good))).toMatchObject({ pass: true });
    const wrong = await renderStack({ not: 'a stack' });
    const { pass, message } = matchers.toRenderCleanly(wrong);
    expect(pass).toBe(false);
    expect(message()).toContain(`[${'build/not-a-stack'}]`);
  });

  it('extend expect', async () => {
    expect.extend(matchers as unknown as Parameters<typeof expect.extend>[0]);
    const rendered = await renderStack(good);
    const extended = (): { not: StackMatchers } & StackMatchers =>
      expect(rendered) as unknown as { not: StackMatchers } & StackMatchers;
    extended().toRenderCleanly();
    extended().toHaveObject({ kind: 'ConfigMap', name: 'web' });
    extended().not.toHaveObject({ kind: 'ConfigMap', name: 'other' });
    expect(() => extended().toHaveObject({ kind: 'ConfigMap', name: 'other' })).toThrow(
      'there is no ConfigMap other',
    );
  });
});
