import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { patience } from '../support/patience.ts';
import { bin } from '../support/synth-project.ts';
import { temporaryFolder } from '../support/temporary.ts';

const count = 600;

interface Folder {
  readonly write: (path: string, text: string) => void;
  /** What `validate` says as data, which has to be the same where everything is judged. */
  readonly validate: (...argv: readonly string[]) => string;
  readonly judged: (...argv: readonly string[]) => string;
  readonly kept: () => readonly string[];
}

function folder(): Folder {
  const root = temporaryFolder();
  const cache = join(root, 'node_modules', '.cache', 'plimsoll');
  mkdirSync(join(root, 'files'));
  mkdirSync(join(root, 'node_modules'));
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
  for (let index = 0; index < count; index++) write(`files/${index}.yaml`, configMap(index));
  const validate = (...argv: readonly string[]): string => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [bin, 'validate', 'files', '--format', 'json', ...argv],
      { ...patience, cwd: root, encoding: 'utf8' },
    );
    return stdout + stderr;
  };
  return {
    write,
    validate,
    judged: (...argv) => {
      const anew = validate('--no-cache', ...argv);
      const said = validate(...argv);
      expect(said).toBe(anew);
      return said;
    },
    kept: () =>
      readdirSync(cache)
        .filter((each) => each.startsWith('fine-'))
        .map((each) => join(cache, each)),
  };
}

function configMap(index: number, data = '{ a: b }'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a-${index}, namespace: shop }\ndata: ${data}\n`;
}

const fine = expect.stringMatching(new RegExp(`"documents": ${count},\\s*"errors": 0,\\s*"warnings": 0`));

it('judges again what has changed, and nothing else', () => {
  const { write, validate, judged, kept } = folder();
  expect(judged()).toEqual(fine);
  const [file = ''] = kept();
  expect(readFileSync(file).length).toBe(32 * count);
  // That it is asked: what is said to be fine is not judged.
  const wrong = configMap(7, '[]');
  write('files/7.yaml', wrong);
  expect(judged()).toContain('api/wrong-type');
  const before = readFileSync(file);
  writeFileSync(file, Buffer.concat([before, createHash('sha256').update(wrong).digest()]));
  expect(validate()).toEqual(fine);
  expect(validate('--no-cache')).toContain('api/wrong-type');
  writeFileSync(file, before);
  // What is wrong is judged, and said with its place, each time.
  for (const _ of [1, 2]) expect(judged()).toMatch(/"line": 4,/);
  write('files/7.yaml', configMap(7));
  expect(judged()).toEqual(fine);
});

it('judges everything again when it is judged by something else', () => {
  const { write, judged, kept } = folder();
  const gone = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: a, namespace: shop }\n';
  const later =
    'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: a, namespace: shop }\nspec: { maxReplicas: 2, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: a } }\n';
  write('files/0.yaml', later);
  judged();
  judged('--kubernetes-version', '1.30');
  expect(kept()).toHaveLength(2);
  write('files/1.yaml', gone);
  expect(judged('--skip', 'api')).not.toContain('api/');
  expect(judged()).toContain('api/unknown-kind');
  const widget =
    'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a, namespace: shop }\nspec: { size: 1 }\n';
  const definition = (type: string): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets, singular: widget, listKind: WidgetList }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { size: { type: ${type} } } } } } } }]
`;
  write('files/1.yaml', widget);
  write('crd.yaml', definition('integer'));
  expect(judged('--crds', 'crd.yaml')).not.toContain('api/');
  write('crd.yaml', definition('string'));
  expect(judged('--crds', 'crd.yaml')).toContain('api/wrong-type');
  // A definition among the files is one of them.
  write('files/2.yaml', definition('string'));
  expect(judged()).toContain('api/wrong-type');
  write('files/2.yaml', definition('integer'));
  expect(judged()).not.toContain('api/wrong-type');
});

it('holds a file to kustomize by its name, whatever was fine under another', () => {
  const { write, judged } = folder();
  const text = 'resource: [a.yaml]\n';
  write('files/0.yaml', text);
  judged();
  write('files/kustomization.yaml', text);
  expect(judged()).toContain('kustomize/');
});

it('still sees what files say of each other', () => {
  const { write, judged } = folder();
  const uses = (name: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: web, namespace: shop }\nspec: { containers: [{ name: a, image: a, envFrom: [{ configMapRef: { name: ${name} } }] }] }\n`;
  write('files/0.yaml', uses('a-1'));
  expect(judged()).toEqual(fine);
  write('files/1.yaml', configMap(1001));
  expect(judged()).toContain('references/no-such-object');
});

it('is not misled by what is no memory, and keeps none where it is told so', () => {
  const { validate, judged, kept } = folder();
  judged();
  const [file = ''] = kept();
  for (const broken of ['', 'short', 'x'.repeat(1000)]) {
    writeFileSync(file, broken);
    expect(judged()).toEqual(fine);
    expect(readFileSync(file).length).toBeGreaterThanOrEqual(32 * count);
  }
  const { mtimeMs } = statSync(file);
  validate();
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  rmSync(file);
  validate('--no-cache');
  expect(kept()).toEqual([]);
});
