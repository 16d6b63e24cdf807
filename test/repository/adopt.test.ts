import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literal } from '../../generator/adopt/literal.ts';
import { root } from '../support/shared.ts';
import { type SynthProject, synthProject } from '../support/synth-project.ts';

const map = (name: string, data: object = { a: 'b' }): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data });
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, creationTimestamp: null }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "web:1", ports: [{ containerPort: 80 }], resources: { limits: { cpu: 1, memory: 1Gi } } }] }
status: {}
`;
const flux = (name: string, path: string, more: object = {}): string =>
  JSON.stringify({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: {
      interval: '10m0s',
      path,
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'fleet' },
      ...more,
    },
  });
const kustomization = (...resources: readonly string[]): string =>
  `kind: Kustomization\nresources: [${resources.join(', ')}]\n`;

function tree(files: Readonly<Record<string, string>>): SynthProject {
  return synthProject({
    'package.json': '{ "type": "module", "devDependencies": { "plimsoll": "*" } }',
    ...files,
  });
}

function adopt(
  project: SynthProject,
  ...argv: readonly string[]
): { readonly code: number | null; readonly out: string; readonly err: string } {
  return project.plimsoll(['import', 'manifests', 'tree', '--cluster', 'prod', ...argv]);
}

const read = (project: SynthProject, path: string): string =>
  readFileSync(join(project.folder, path), 'utf8');

describe('plimsoll import manifests', () => {
  it('turns plain folders into typed bundles that render the same, compile and pass check', () => {
    const project = tree({
      'tree/shop/web.yaml': `${deployment}---\n${map('long', { text: 'one\ntwo\n  three ${x} `\n', 'quo.te': "it's \\" })}\n`,
      'tree/shop/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
      'tree/shop/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata: { name: web, namespace: shop }\nstringData: { a: b }\n',
      'tree/other/widget.yaml':
        'apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w, namespace: shop }\nspec: { size: 3 }\n',
      'tree/values.yaml': 'replicas: 3\n',
    });
    const { code, err } = adopt(project);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('5 of 5 objects come back equal, in 2 bundles'),
    });
    const module = read(project, 'stacks/prod/shop.ts');
    expect(module).toContain("import { Deployment } from 'plimsoll/kubernetes/apps/v1';");
    expect(module).not.toContain('creationTimestamp');
    expect(module).not.toContain('Secret');
    expect(read(project, 'stacks/prod.stack.ts')).toContain("manifests(['tree/shop/secret.yaml'])");
    // Who uses a namespace comes after it.
    expect(read(project, 'stacks/prod.stack.ts')).toContain("dependsOn: ['shop']");
    expect(project.plimsoll(['synth']).code).toBe(0);
    expect(project.plimsoll(['check']).code).toBe(0);
    expect(adopt(project)).toMatchObject({ code: 1, err: expect.stringContaining('cli/not-ours') });
  });

  it('keeps the names, options and order of Flux, umbrellas too, and makes no engine object twice', () => {
    const project = tree({
      'tree/flux-system/gotk-sync.yaml': `${flux('flux-system', './tree')}\n---\n${JSON.stringify({ apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata: { name: 'fleet', namespace: 'flux-system' }, spec: { interval: '1m', url: 'https://git.example.com/x', ref: { branch: 'release' } } })}`,
      'tree/flux-system/apps.yaml': flux('apps', './tree/apps', {
        dependsOn: [{ name: 'infra' }],
        wait: true,
        healthChecks: [],
        postBuild: { substitute: { a: 'b' } },
      }),
      'tree/flux-system/infra.yaml': flux('infra', 'tree/infra', {
        timeout: '1h0m0s',
        kubeConfig: { secretRef: { name: 'x' } },
      }),
      'tree/infra/child.yaml': flux('child', './tree/child'),
      'tree/apps/web.yaml': map('web'),
      'tree/child/a.yaml': map('a'),
    });
    const { code, err } = adopt(project);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('2 of 2 objects come back equal, in 3 bundles; 5 the engine makes itself'),
    });
    expect(err).toContain('Kustomization infra says kubeConfig, which the stack does not');
    project.plimsoll(['synth']);
    const made = project.tree();
    const apps = made.get('prod/flux-system/apps.yaml') ?? '';
    for (const text of [
      'name: apps\n',
      'namespace: flux-system',
      'name: infra',
      'wait: true',
      'substitute:',
      'interval: 10m\n',
    ])
      expect(apps).toContain(text);
    expect([...made.keys()].filter((path) => path.endsWith('gitrepository-fleet.yaml'))).toHaveLength(1);
    expect(made.get('prod/flux-system/gitrepository-fleet.yaml')).toContain('branch: release');
    // The umbrella applies its child, as before.
    expect(read(project, 'stacks/prod.stack.ts')).toMatch(/\.bundle\('infra',[\s\S]*\n {6}\.bundle\('child'/);
  });

  it('takes the source that most of them read for the tree, and leaves others as they are', () => {
    const source = (kind: string, name: string, spec: object): string =>
      JSON.stringify({
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind,
        metadata: { name, namespace: 'flux-system' },
        spec: { interval: '5m0s', ...spec },
      });
    const project = tree({
      'tree/sources/a-vendor.yaml': source('GitRepository', 'vendor', {
        url: 'https://git.example.com/vendor',
        ref: { tag: 'v1' },
      }),
      'tree/sources/fleet.yaml': source('OCIRepository', 'fleet', {
        url: 'oci://registry.example.com/fleet',
        ref: { semver: '1.x' },
        secretRef: { name: 'pull' },
      }),
      'tree/engine/vendor.yaml': flux('vendor', './apps', {
        sourceRef: { kind: 'GitRepository', name: 'vendor' },
      }),
      'tree/engine/apps.yaml': flux('apps', './apps', {
        sourceRef: { kind: 'OCIRepository', name: 'fleet' },
      }),
      'tree/engine/more.yaml': flux('more', './more', {
        sourceRef: { kind: 'OCIRepository', name: 'fleet' },
      }),
      'tree/apps/web.yaml': map('web'),
      'tree/more/more.yaml': map('more'),
    });
    const { code, err } = adopt(project);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('4 of 4 objects come back equal, in 4 bundles; 3 the engine makes itself'),
    });
    expect(read(project, 'stacks/prod.stack.ts')).toContain(
      "const source = ociRepository('fleet', { url: 'oci://registry.example.com/fleet', semver: '1.x', secret: 'pull', interval: '5m' });",
    );
    expect(project.plimsoll(['synth']).code).toBe(0);
    const made = project.tree();
    const kustomizations = [...made.values()].filter((text) => text.includes('\n  name: vendor\n'));
    // The Kustomization of the vendor's repository, and the source it reads: objects like others.
    expect(kustomizations).toHaveLength(2);
    expect(kustomizations.join()).toContain('path: ./apps');
  });

  it('keeps namespaces: of the engine as a whole, and one that has another keeps its path too', () => {
    const within = (namespace: string, text: string): string => text.replace('flux-system', namespace);
    const project = tree({
      'tree/engine/a.yaml': within('gitops', flux('a', './tree/a')),
      'tree/engine/b.yaml': within('gitops', flux('b', './tree/b')),
      'tree/engine/team.yaml': within('team', flux('team', './tree/team')),
      'tree/engine/namespaces.yaml': ['gitops', 'team']
        .map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`)
        .join('---\n'),
      'tree/a/a.yaml': map('a'),
      'tree/b/b.yaml': map('b'),
      'tree/team/team.yaml': map('team'),
    });
    const { code, err } = adopt(project);
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('Kustomization team/team stays as it is, with tree/team'),
    });
    expect(read(project, 'stacks/prod.stack.ts')).toContain("flux({ source, namespace: 'gitops' })");
    expect(project.plimsoll(['synth'])).toMatchObject({ code: 0 });
    const made = [...project.tree().values()].join('---\n');
    for (const [name, namespace] of [
      ['a', 'gitops'],
      ['b', 'gitops'],
      ['team', 'team'],
    ])
      expect(made).toMatch(
        new RegExp(`kind: Kustomization\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`),
      );
    expect(made).toContain('path: ./tree/team');
  });

  it('turns Applications into bundles for Argo CD', () => {
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'web', namespace: 'argocd' },
      spec: {
        project: 'default',
        source: { repoURL: 'https://git.example.com/x', path: 'tree/web', targetRevision: 'HEAD' },
        destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
        syncPolicy: { automated: { prune: true, selfHeal: false } },
      },
    };
    const project = tree({
      'tree/argocd/web.yaml': JSON.stringify(application),
      'tree/web/map.yaml': map('web'),
    });
    expect(adopt(project)).toMatchObject({
      code: 0,
      err: expect.stringContaining('1 of 1 objects come back equal, in 1 bundle; 1 the engine makes itself'),
    });
    expect(read(project, 'stacks/prod.stack.ts')).toContain('argo({ source })');
    project.plimsoll(['synth']);
    expect(project.tree().get('prod/argocd/web.yaml')).toContain('selfHeal: false');
  });

  it('follows kustomizations that list, leaves those that do more where they are, and makes overlays environments', () => {
    const project = tree({
      'tree/plain/kustomization.yaml': kustomization('web.yaml', 'more'),
      'tree/plain/web.yaml': map('web'),
      'tree/plain/ignored.yaml': map('ignored'),
      'tree/plain/more/kustomization.yaml': kustomization('a.yaml'),
      'tree/plain/more/a.yaml': map('a'),
      'tree/patched/kustomization.yaml': `${kustomization('b.yaml')}namePrefix: x-\n`,
      'tree/patched/b.yaml': map('b'),
      'tree/site/base/kustomization.yaml': kustomization('c.yaml'),
      'tree/site/base/c.yaml': map('c'),
      'tree/site/overlays/staging/kustomization.yaml': `${kustomization('../../base')}namePrefix: s-\n`,
      'tree/site/overlays/production/kustomization.yaml': `${kustomization('../../base')}namePrefix: p-\n`,
    });
    const { code, out, err } = adopt(project);
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('left to kustomize') });
    expect(err).toContain('tree/plain/ignored.yaml is listed by no kustomization, and is left out');
    expect(out).toContain('+ plimsoll.config.ts');
    const stack = read(project, 'stacks/prod.stack.ts');
    expect(stack).toContain("kustomize('tree/patched', { by: 'reference' })");
    expect(stack).toContain(`kustomize(\`tree/site/overlays/${'$'}{env.name}\`, { by: 'reference' })`);
    expect(stack).toContain(`cluster(\`prod-${'$'}{env.name}\``);
    expect(project.plimsoll(['synth']).code).toBe(0);
    const made = project.tree();
    expect(
      [...made.keys()]
        .filter((path) => path.includes('configmap-'))
        .map((path) => path.slice(path.lastIndexOf('/') + 1)),
    ).toContain('configmap-web@default.yaml');
    expect(made.get('prod-staging/apps/site/kustomization.yaml')).toContain('overlays/staging');
    expect(made.get('prod-production/apps/site/kustomization.yaml')).toContain('overlays/production');
  });

  it('says what it leaves out: what is there twice, cannot be read, or has no name', () => {
    const project = tree({
      'tree/a.yaml': map('web'),
      'tree/b.yaml': map('web', { other: 'x' }),
      'tree/c.yaml': 'a: [',
      'tree/d.yaml': '{ apiVersion: v1, kind: Pod, metadata: { generateName: x- } }',
    });
    const { code, err } = adopt(project);
    expect(code).toBe(0);
    expect(err).toContain('tree/b.yaml repeats ConfigMap web of tree/a.yaml, and is left out');
    expect(err).toContain('tree/c.yaml cannot be read');
    expect(err).toContain('tree/d.yaml cannot be read, or has objects without a name');
    expect(err).toContain('1 of 1 objects come back equal, in 1 bundle; 1 are left out');
  });

  it('refuses what is no folder, no cluster and no release', () => {
    const project = tree({ 'tree/README.md': '' });
    expect(adopt(project)).toMatchObject({
      code: 1,
      err: expect.stringContaining('there are no manifests in tree'),
    });
    for (const argv of [[], ['a', 'b'], ['..'], ['tree', '--kubernetes', 'new'], ['tree', '--cluster', '--']])
      expect(project.plimsoll(['import', 'manifests', ...argv]).code, argv.join(' ')).toBe(64);
  });
});

it('takes what our own stacks make back, every object of it', () => {
  const project = tree({});
  const from = join(root, 'out', 'staging-eu');
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const to = join(project.folder, 'tree', path.slice(from.length));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, readFileSync(path, 'utf8').replaceAll('out/staging-eu', 'tree'));
  }
  const { code, err } = adopt(project);
  expect(code, err).toBe(0);
  const [, equal, all] =
    /^(\d+) of (\d+) objects come back equal, in \d+ bundles; \d+ the engine makes itself\n/.exec(err) ?? [];
  expect(Number(all)).toBeGreaterThan(90);
  expect(equal).toBe(all);
});

it('writes every value so that TypeScript reads the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value));
      expect(new Function(`return ${literal(plain)}`)()).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});
