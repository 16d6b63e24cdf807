import { describe, expect, it } from 'vitest';
import { kustomize } from '../../generator/applications/kustomize.ts';
import { manifests } from '../../generator/applications/manifests.ts';
import { withFiles } from '../../generator/applications/with-files.ts';
import { cluster } from '../../generator/builder/builder.ts';
import type { BuiltCluster } from '../../generator/builder/types.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import type { BundleOptions } from '../../generator/model/bundle-options.ts';
import type { ApplicationConfig, Overlay } from '../../generator/model/model.ts';
import { filesInMemory } from '../../generator/model/project-files.ts';
import { ociRepository } from '../../generator/model/source.ts';
import { type Rendered, render } from '../../generator/pipeline/render.ts';
import { textsOf } from '../../generator/pipeline/texts.ts';
import { buildForReal, realKustomize, writeFiles } from '../support/kustomize.ts';
import { fleet, objects } from '../support/stack.ts';
import { temporaryFolder } from '../support/temporary.ts';

function one(
  config: ApplicationConfig,
  options: BundleOptions = {},
  overlay?: Overlay['change'],
): BuiltCluster {
  const built = cluster('prod', { kubernetes: '1.34', gitops: flux({ source: fleet }) })
    .node('apps')
    .bundle('web', options)
    .application('web', config)
    .end()
    .end();
  return (overlay === undefined ? built : built.overlay({ bundle: 'web' }, overlay)).build();
}

function codes({ findings }: Rendered): readonly string[] {
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

const map = (name: string, extra = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n${extra}`;

describe('manifests', () => {
  it('says where a file has no object, and keeps the other applications', () => {
    const files = filesInMemory({ 'a.yaml': `${map('a')}---\nkind: Thing\n---\n- 1\n---\nb: [\n` });
    const rendered = render([one(manifests('a.yaml'))], {}, { files });
    expect(codes(rendered).slice(0, 3)).toEqual([
      expect.stringMatching(/^build\/bad-manifest: a\.yaml:10:\d+: /),
      'build/bad-manifest: a.yaml:5:1: a document without apiVersion, kind and metadata.name',
      'build/bad-manifest: a.yaml:7:1: a document without apiVersion, kind and metadata.name',
    ]);
  });

  it.each([
    ['../outside.yaml', 'build/outside-project: ../outside.yaml is outside the project'],
    ['/etc/passwd', 'build/outside-project: /etc/passwd is outside the project'],
    ['C:\\x.yaml', 'build/outside-project: C:\\x.yaml is outside the project'],
    ['a/../../b', 'build/outside-project: a/../../b is outside the project'],
    ['missing.yaml', 'build/no-file: there is no file missing.yaml'],
    ['empty', 'build/no-file: there is nothing in the folder empty to read'],
    ['https://example.com/a.yaml', 'build/not-fetched: https://example.com/a.yaml has not been fetched'],
  ])('refuses %s', (path, message) => {
    const files = filesInMemory({ 'empty/readme.md': '' });
    expect(codes(render([one(manifests(path))], {}, { files }))).toContain(message);
  });

  it('leaves hidden files and other kinds of files out of a folder', () => {
    const files = filesInMemory({
      'm/a.yaml': map('a'),
      'm/.b.yaml': map('b'),
      'm/.git/c.yaml': map('c'),
      'm/d.txt': 'd',
    });
    const rendered = render([one(manifests('m'))], {}, { files });
    expect([...rendered.files.keys()].filter((path) => path.includes('configmap'))).toEqual([
      'prod/apps/web/configmap-a.yaml',
    ]);
  });

  it('does not touch a number of 64 bits, or a date that is text', () => {
    const files = filesInMemory({ 'a.yaml': map('a', 'data: {big: 9007199254740993, day: 2024-01-01}\n') });
    const text = textsOf(render([one(manifests('a.yaml'))], {}, { files }).files).files.get(
      'prod/apps/web/configmap-a.yaml',
    )?.content;
    expect(text).toContain('big: 9007199254740993\n  day: "2024-01-01"\n');
  });

  it('refuses what would change a file that is copied', () => {
    const files = filesInMemory({ 'a.yaml': map('a') });
    const verbatim = manifests('a.yaml', { verbatim: true });
    expect(codes(render([one(verbatim)], {}, { files }))).toEqual([]);
    expect(codes(render([one(verbatim, { labels: { a: 'b' } })], {}, { files }))).toEqual([
      'build/verbatim-changed: ConfigMap a of web (a.yaml) is copied as it is, and gets no labels or annotations',
    ]);
    expect(codes(render([one(verbatim, { namespace: 'shop' })], {}, { files }))).toEqual([
      'build/verbatim-changed: ConfigMap a of web (a.yaml) is copied as it is, and gets no namespace shop',
    ]);
    expect(
      codes(render([one(verbatim, {}, (object) => ({ ...object, data: { x: 'y' } }))], {}, { files })),
    ).toEqual([
      'build/verbatim-changed: ConfigMap a of web (a.yaml) is copied as it is, and an overlay would change it',
    ]);
    expect(codes(render([one(verbatim, {}, (object) => object)], {}, { files }))).toEqual([]);
  });

  it('copies an encrypted file byte for byte, labelled bundle or not', () => {
    const text = `# keep\r\n${map('a', 'stringData: {a: "ENC[x]"}\nsops:\n    mac: ENC[y]\n    version: 3.9.0\n')}\n\n`;
    const rendered = render(
      [one(manifests('a.yaml'), { labels: { a: 'b' } })],
      {},
      {
        files: filesInMemory({ 'a.yaml': text }),
      },
    );
    expect(rendered.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning build/encrypted-undecorated',
    ]);
    expect(rendered.files.get('prod/apps/web/web.files/a.yaml')?.content).toEqual(
      new TextEncoder().encode(text),
    );
  });

  it('finds an object that a copied file and another application define', () => {
    const files = filesInMemory({ 'a.yaml': map('a') });
    const built = cluster('prod', { kubernetes: '1.34', gitops: flux({ source: fleet }) })
      .node('apps')
      .bundle('web')
      .application('one', manifests('a.yaml', { verbatim: true }))
      .application('two', manifests('a.yaml'))
      .end()
      .end()
      .build();
    expect(codes(render([built], {}, { files }))).toEqual([
      'build/duplicate-resource: ConfigMap a is defined twice: by apps/web/one and by apps/web/two',
    ]);
  });
});

describe('kustomize', () => {
  const files = filesInMemory({
    'legacy/kustomization.yaml':
      'resources: [../other/map.yaml]\nconfigMapGenerator: [{name: x, files: [k=../x]}]\n',
    'other/kustomization.yml': 'resources: [map.yaml]\n',
    'other/map.yaml': map('other'),
    'none/map.yaml': map('none'),
  });

  it('refuses a folder that takes from beside it, and one that is none', () => {
    expect(codes(render([one(kustomize('legacy'))], {}, { files })).slice(0, 2)).toEqual([
      'build/outside-project: legacy/kustomization.yaml takes ../other/map.yaml from outside the folder legacy',
      'build/outside-project: legacy/kustomization.yaml takes ../x from outside the folder legacy',
    ]);
    expect(codes(render([one(kustomize('none'))], {}, { files }))).toContain(
      'build/no-file: the folder none has no kustomization.yaml',
    );
  });

  it('points to a folder where it is, from wherever the bundle is', () => {
    const rendered = render([one(kustomize('other', { by: 'reference' }))], {}, { files });
    expect(rendered.files.get('prod/apps/web/kustomization.yaml')?.documents[0]).toMatchObject({
      resources: ['../../../../other'],
    });
  });

  it('cannot point out of an artifact that holds the output only', () => {
    const source = ociRepository('web', { url: 'oci://registry.example.com/web', tag: '1' });
    expect(codes(render([one(kustomize('other', { by: 'reference' }), { source })], {}, { files }))).toEqual([
      'build/outside-artifact: web points to other, which the artifact web does not hold',
    ]);
  });
});

describe('files of an application', () => {
  it.each(['../x', '/x', 'a/../../x', 'a\\b', '', 'a//b'])('stay below it: %j', (path) => {
    const rendered = render([one(withFiles(objects(), { files: { [path]: '' } }))]);
    expect(rendered.findings.map(({ code }) => code)).toEqual(['build/bad-file-name']);
  });

  it('have names that can be checked out everywhere', () => {
    const rendered = render([
      one(
        withFiles(objects(), {
          files: { 'a/Conf.txt': '', 'A/conf.txt': '', 'con.txt': '', 'x.': '', 'a?b': '' },
        }),
      ),
    ]);
    const home = 'prod/apps/web/web.files';
    expect(codes(rendered)).toEqual([
      `build/unportable-path: ${home}/a/Conf.txt and ${home}/A/conf.txt are one file where case does not count`,
      `build/unportable-path: ${home}/a?b cannot be checked out everywhere: Windows allows no < > : " | ? * in a name`,
      `build/unportable-path: ${home}/con.txt cannot be checked out everywhere: Windows keeps the name for a device`,
      `build/unportable-path: ${home}/x. cannot be checked out everywhere: Windows drops a dot or blank at the end`,
    ]);
  });

  it('a name that is there twice is said', () => {
    const twice = withFiles(withFiles(objects(), { files: { a: '1' } }), { files: { a: '2' } });
    expect(codes(render([one(twice)]))).toEqual(['build/bad-file-name: web brings the file "a" twice']);
  });
});

describe.skipIf(realKustomize === undefined)('the real kustomize', () => {
  it.each(['files-and-generators', 'manifests', 'kustomize-folders', 'helm-charts', 'helm-values-files'])(
    'builds every directory of %s',
    async (name) => {
      const { golden } = (await import(
        `../golden/${name}/stack.ts`
      )) as typeof import('../golden/manifests/stack.ts');
      const { clusters, rules, files } = await golden(flux({ source: fleet }));
      const rendered = render(clusters, rules, files === undefined ? {} : { files });
      const folder = temporaryFolder();
      writeFiles(rendered.files, folder);
      for (const path of rendered.files.keys())
        if (path.endsWith('kustomization.yaml'))
          expect(
            await buildForReal(`${folder}/${path.replace(/kustomization.yaml$/, '')}`),
            path,
          ).toHaveProperty('names');
    },
  );
});
