import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { isKustomization, kustomizationMistakes } from '../../generator/validate/kustomize/check.ts';
import { kustomizationFields, type Shape } from '../../generator/validate/kustomize/fields.ts';
import { realKustomize } from '../support/kustomize.ts';
import { temporaryFolder } from '../support/temporary.ts';

const everything = (): 'file' => 'file';

function said(value: object): readonly string[] {
  return kustomizationMistakes(value as Record<string, unknown>, everything).map(
    ({ code, pointer, message, fix }) =>
      `${code} ${pointer}: ${message}${fix === undefined ? '' : `; ${fix}`}`,
  );
}

describe('a kustomization file', () => {
  it('is known by its apiVersion, or by its name where it has none', () => {
    expect(isKustomization({ apiVersion: 'kustomize.config.k8s.io/v1beta1' }, 'a.yaml')).toBe(true);
    expect(isKustomization({ resources: [] }, 'deep/kustomization.yml')).toBe(true);
    expect(isKustomization({ resources: [] }, 'values.yaml')).toBe(false);
    expect(isKustomization({ apiVersion: 'v1', kind: 'Pod' }, 'kustomization.yaml')).toBe(false);
  });

  it('that is fine has no mistakes', () => {
    expect(
      said({
        apiVersion: 'kustomize.config.k8s.io/v1alpha1',
        kind: 'Component',
        resources: ['a.yaml'],
        patches: [{ path: 'p.yaml', target: { kind: 'Deployment' } }],
        configMapGenerator: [
          { name: 'a', behavior: 'merge', files: ['k=a.txt'], options: { immutable: true } },
        ],
        labels: [{ pairs: { a: 'b' }, includeSelectors: false }],
        namespace: null,
      }),
    ).toEqual([]);
  });

  it('says each mistake with its place and what was meant', () => {
    expect(
      said({
        apiVersion: 'kustomize.config.k8s.io/v1',
        kind: 'Kustomization',
        resource: ['a.yaml'],
        namePrefix: 3,
        images: [{ name: 'web', newtag: '1', newTga: '1' }],
        replicas: [{ name: 'web', count: '3' }],
        configMapGenerator: [{ name: 'a', behavior: 'merg' }],
        patches: [{ target: { kind: 'Pod' } }, { path: 'a', patch: 'b' }],
        commonLabels: { a: 'b' },
      }),
    ).toEqual([
      'kustomize/not-allowed /apiVersion: apiVersion of a Kustomization is kustomize.config.k8s.io/v1beta1, not "kustomize.config.k8s.io/v1"',
      'kustomize/unknown-field /resource: kustomize has no field resource; did you mean resources?',
      'kustomize/wrong-type /namePrefix: namePrefix is not a text',
      'kustomize/unknown-field /images/0/newTga: kustomize has no field newTga in images[0]; did you mean newTag?',
      'kustomize/wrong-type /replicas/0/count: replicas[0].count is not a whole number',
      'kustomize/deprecated-field /commonLabels: commonLabels is deprecated: labels took its place; kustomize edit fix rewrites it',
      'kustomize/not-allowed /configMapGenerator/0/behavior: configMapGenerator[0].behavior is "merg", which is none of create, replace, merge; did you mean merge?',
      'kustomize/not-allowed /patches/0: patches[0] has neither patch nor path: kustomize wants one of them',
      'kustomize/not-allowed /patches/1: patches[1] has both patch and path: kustomize wants one of them',
    ]);
    expect(said({ kind: 'Kustomisation' })).toEqual([
      'kustomize/not-allowed /kind: kind is "Kustomisation": kustomize reads Kustomization and Component',
    ]);
  });

  it('says what is not there, and leaves addresses alone', () => {
    const there: Readonly<Record<string, 'file' | 'folder' | 'buildable'>> = {
      'a.yaml': 'file',
      base: 'buildable',
      empty: 'folder',
    };
    const value = {
      resources: [
        'a.yaml',
        'b.yaml',
        'base',
        'empty',
        'https://example.com/a.yaml',
        'github.com/org/repo//base?ref=v1',
      ],
      components: ['a.yaml'],
      configMapGenerator: [{ name: 'a', files: ['a.yaml', 'key=c.txt'] }],
      patches: [{ path: 'base' }],
    };
    expect(
      kustomizationMistakes(value, (path) => there[path]).map(({ code, pointer, message }) => [
        code,
        pointer,
        message,
      ]),
    ).toEqual([
      ['kustomize/missing-file', '/resources/1', 'resources[1] names b.yaml, which is not there'],
      [
        'kustomize/missing-file',
        '/resources/3',
        'resources[3] names empty, a folder without kustomization.yaml',
      ],
      [
        'kustomize/missing-file',
        '/components/0',
        'components[0] names a.yaml, a file, where a folder is wanted',
      ],
      [
        'kustomize/missing-file',
        '/patches/0/path',
        'patches[0].path names base, a folder, where a file is wanted',
      ],
      [
        'kustomize/missing-file',
        '/configMapGenerator/0/files/1',
        'configMapGenerator[0].files[1] names c.txt, which is not there',
      ],
    ]);
  });
});

/** Fields that came after the oldest kustomize that these tests meet (5.5). */
const newer: ReadonlySet<string> = new Set(['devel', 'sourceValue']);

/** A value of a shape; `wrong` puts one of another type, or a field that is not there, at its innermost place. */
function sample(shape: Shape, wrong: boolean): unknown {
  if (shape === 'text') return wrong ? 1 : 'a';
  if (shape === 'truth') return wrong ? 'yes please' : true;
  if (shape === 'number') return wrong ? 'three' : 3;
  if (shape === 'anything') return 1;
  if (Array.isArray(shape)) return [sample(shape[0], wrong)];
  const fields = Object.entries(shape as Record<string, Shape>).filter(([name]) => !newer.has(name));
  if (fields[0]?.[0] === '*') return { a: sample(fields[0][1], wrong) };
  return wrong
    ? { surelyNot: 1 }
    : Object.fromEntries(fields.map(([name, each]) => [name, sample(each, false)]));
}

// kustomize decodes first: what it says of a field it does not know, or of another type, is told from whatever fails later.
describe.skipIf(realKustomize === undefined)('real kustomize', () => {
  const [program, ...argv] = realKustomize ?? ['kustomize'];
  const decodes = (content: object): boolean => {
    const folder = temporaryFolder();
    mkdirSync(dirname(join(folder, 'a')), { recursive: true });
    writeFileSync(join(folder, 'kustomization.yaml'), stringify(content));
    const { stderr } = spawnSync(program as string, [...argv, folder], { encoding: 'utf8' });
    return !/unknown field|cannot unmarshal|invalid Kustomization/.test(stderr);
  };

  it.each(Object.keys(kustomizationFields).filter((name) => !['apiVersion', 'kind'].includes(name)))(
    'reads %s as we do, and refuses what we refuse',
    (name) => {
      const shape = kustomizationFields[name] as Shape;
      const mistakes = (content: object): readonly string[] =>
        said(content).filter((each) => /^kustomize\/(unknown-field|wrong-type)/.test(each));
      const good = { [name]: sample(shape, false) };
      expect([decodes(good), mistakes(good)]).toEqual([true, []]);
      const bad = { [name]: sample(shape, true) };
      const refused = mistakes(bad).length > 0;
      expect([decodes(bad), refused]).toEqual([!refused, refused]);
    },
  );

  it('knows no field that we do not', () => {
    expect(decodes({ surelyNot: 1 })).toBe(false);
  });
});
