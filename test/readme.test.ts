import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyRequests } from '../generator/patch/file/apply-requests.ts';
import { readPatches } from '../generator/patch/file/read-patches.ts';
import { check } from './support/compiler.ts';
import { patience } from './support/patience.ts';
import { root } from './support/shared.ts';
import { synthProject } from './support/synth-project.ts';
import { userProject } from './support/user-project.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;

function block(language: string, index: number): string {
  const found = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].filter(([, name]) => name === language)[
    index
  ]?.[2];
  if (found === undefined) throw new Error(`README.md has no ${language} block ${index}`);
  return found;
}

describe('the README', () => {
  it.each([0, 1])('has examples that compile, run, and print what they say: %d', (index) => {
    const project = userProject();
    const example = block('ts', index);
    const globals = 'declare const console: { log(...values: unknown[]): void };';
    project.write([['example.ts', `${globals}\n${example}`]]);
    expect(check([join(project.folder, 'example.ts')], project.folder).errors).toEqual([]);
    expect(project.run(example)).toBe(block('text', index === 0 ? 0 : 2));
  });

  it('has an example of application kinds, in TypeScript and YAML, that renders', () => {
    const project = synthProject({
      'stacks/shop.stack.ts': block('js', 0),
      'teams/shop/wiki.yaml': block('yml', 0),
    });
    expect(project.plimsoll(['synth', '--types', '--quiet'])).toMatchObject({ code: 0, err: '' });
    expect([...project.tree().keys()]).toContain('prod-eu/teams/shop/deployment-wiki.yaml');
    expect([...project.tree().keys()]).toContain('prod-eu/teams/shop/poddisruptionbudget-web.yaml');
  });

  it('has rings that render, and take one step as it says', () => {
    const project = synthProject({
      'stacks/rings.stack.ts': block('mts', 0),
      'pins.yaml': block('yml', 1),
    });
    const images = () =>
      ['lab', 'prod-eu', 'prod-us'].map(
        (name) => /web:[\d.]+/.exec(project.tree().get(`${name}/apps/shop/deployment-web.yaml`) ?? '')?.[0],
      );
    expect(project.plimsoll(['synth', '--types', '--quiet'])).toMatchObject({ code: 0, err: '' });
    expect(images()).toEqual(['web:1.9.0', 'web:1.8.2', 'web:1.8.2']);
    const { out } = project.plimsoll(['pin', 'web', '--promote']);
    expect(out).toBe('web: registry.example.com/shop/web:1.9.0 goes from canary to early\n');
    expect(project.plimsoll(['pin', 'web', '--promote']).code).toBe(0);
    expect(project.plimsoll(['synth', '--quiet']).code).toBe(0);
    expect(images()).toEqual(['web:1.9.0', 'web:1.9.0', 'web:1.9.0']);
  });

  it('has a config with rules that compile', () => {
    const project = userProject();
    project.write([['plimsoll.config.ts', block('typescript', 3)]]);
    expect(check([join(project.folder, 'plimsoll.config.ts')], project.folder).errors).toEqual([]);
  });

  it('has patches that compile, and a file of paths that does what it says', () => {
    const project = userProject();
    const example = block('typescript', 2);
    const given =
      "import type { Deployment as D } from 'plimsoll/kubernetes/apps/v1';\ndeclare const before: D;\ndeclare const after: D;\ndeclare const text: string;";
    project.write([['example.ts', `${given}\n${example}`]]);
    expect(check([join(project.folder, 'example.ts')], project.folder).errors).toEqual([]);
    const web = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { 'app.kubernetes.io/part-of': 'shop' } },
      spec: { replicas: 3, template: { spec: { containers: [{ name: 'web' }] } } },
    };
    const requests = readPatches(block('yaml', 0), 'README.md', 'auto', { tag: '2' });
    expect(applyRequests([web], requests, 'app.yaml', {}).values).toEqual([
      {
        ...web,
        metadata: { name: 'web', labels: {} },
        spec: {
          replicas: 3,
          template: {
            spec: {
              containers: [
                { name: 'log', image: 'registry.example.com/log:1' },
                { name: 'init' },
                { name: 'web', image: 'registry.example.com/web:2' },
              ],
            },
          },
        },
      },
    ]);
  });

  it('has a config and a test of a stack that compile, and that pass', () => {
    const project = userProject();
    symlinkSync(join(root, 'node_modules', 'vitest'), join(project.folder, 'node_modules', 'vitest'), 'dir');
    project.write([
      ['plimsoll.config.ts', block('typescript', 0)],
      ['test/shop.test.ts', block('typescript', 1)],
      [
        'stacks/shop.stack.ts',
        `import { cluster, defineStack, flux, gitRepository, resources } from 'plimsoll';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
const labels = { app: 'web' };
export default defineStack(({ env }) =>
  cluster(env.name, { kubernetes: '1.36', gitops: flux({ source }) })
    .node('apps', (apps) => apps.bundle('web', (web) => web.application('web', resources([
      Deployment({ metadata: { name: 'web' }, spec: { replicas: Number(env.values.replicas), selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } } } }),
    ]))))
    .build());
`,
      ],
    ]);
    const files = ['plimsoll.config.ts', 'test/shop.test.ts', 'stacks/shop.stack.ts'];
    const { errors } = check(
      files.map((file) => join(project.folder, file)),
      project.folder,
    );
    // Theirs are not ours, and the helper's compiler is not told that imports carry .ts.
    const own = errors.filter(
      ({ file, message }) => !file.includes('node_modules') && !message.startsWith('TS5097'),
    );
    expect(own).toEqual([]);
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const printed = execFileSync(process.execPath, [vitest, 'run'], {
      ...patience,
      cwd: project.folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', NO_COLOR: '1' },
    });
    expect(printed).toMatch(/1 passed/);
  });

  it.each([
    'README.md',
    'CONTRIBUTING.md',
    'schemas/README.md',
    'generator/README.md',
    'paths-codegen/README.md',
  ])('%s names scripts that exist', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, name] of text.matchAll(/npm run (?:-s )?([a-z0-9:]+)/g))
      expect(Object.keys(scripts)).toContain(name);
  });

  it.each([
    'README.md',
    'CONTRIBUTING.md',
    'schemas/README.md',
    'generator/README.md',
    'generator/core/README.md',
    'generator/facts/README.md',
    'generator/paths/README.md',
    'generator/model/README.md',
    'generator/layout/README.md',
    'paths-codegen/README.md',
  ])('%s links to files that exist', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      expect(() => readFileSync(join(root, file, '..', target as string))).not.toThrow();
  });
});
