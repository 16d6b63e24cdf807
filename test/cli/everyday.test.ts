import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verbs } from '../../generator/cli/verbs.ts';
import { command } from '../support/command.ts';
import { patience } from '../support/patience.ts';
import { root } from '../support/shared.ts';
import { temporaryFolder } from '../support/temporary.ts';

describe('plimsoll explain, of fields', () => {
  it('says type, path, what the server does and which releases have it', async () => {
    const { code, out } = await command(
      root,
      'explain',
      'deploy.spec.template.spec.containers.imagePullPolicy',
    );
    expect(code).toBe(0);
    expect(out).toContain("import { Deployment } from 'plimsoll/kubernetes/apps/v1';");
    expect(out).toContain('spec.template.spec.containers[].imagePullPolicy: string\n');
    expect(out).toContain(".path.spec.template.spec.containers.named('…').imagePullPolicy\n");
    expect(out).toContain('"IfNotPresent"');
    expect((await command(root, 'explain', 'deploy.spec.strategy')).out).toMatch(
      /\n {2}rollingUpdate +RollingUpdateDeployment\n/,
    );
  });

  it.each([
    ['deployments.apps', 'Deployment (apps/v1)'],
    ['HTTPRoute', "from 'plimsoll/crds/gateway.networking.k8s.io/v1'"],
    ['certificates.cert-manager.io.spec.issuerRef', 'spec.issuerRef:'],
    ['cm.data', 'map of string'],
    ['svc.spec.ports[0].protocol', 'default "TCP"'],
    ['svc.spec.ports.targetPort', 'integer or string'],
    ['ing.spec.rules', 'list of IngressRule'],
    ['deploy.spec.selector', 'required'],
    ['cm.metadata.labels.app', ".key('app')"],
    ['pod.spec.containers.ports', 'items are told apart by'],
    ['ns', 'of the whole cluster'],
  ])('knows %s', async (name, said) => {
    expect(await command(root, 'explain', name)).toMatchObject({
      code: 0,
      out: expect.stringContaining(said),
    });
  });

  it('knows every kind that is shipped', async () => {
    const kinds = JSON.parse(readFileSync(join(root, 'schemas/kinds.json'), 'utf8')) as readonly {
      kind: string;
      apiVersion: string;
    }[];
    for (const { kind, apiVersion } of kinds) {
      const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
      const { code, out } = await command(root, 'explain', `${kind}${group}`);
      expect(code, kind).toBe(0);
      expect(out.startsWith(`${kind} (`), kind).toBe(true);
    }
  });

  it('says what was meant', async () => {
    expect(await command(root, 'explain', 'deploy.spec.replica')).toMatchObject({
      code: 1,
      err: expect.stringContaining('did you mean replicas'),
    });
    expect((await command(root, 'explain', 'deploy.spec.replica')).err).toContain('cli/no-such-field');
    expect((await command(root, 'explain', 'Deploment')).err).toContain('did you mean Deployment');
  });
});

describe('plimsoll pin', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const text = `# kept
images:
  web: registry.example.com:5000/shop/web:1.8.2@sha256:${'1'.repeat(64)} # {"$imagepolicy": "flux-system:web"}
charts:
  cert-manager:
    version: '1.19.1'
git:
  fleet: v1
`;
  function project(): { readonly folder: string; readonly pins: () => string } {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'pins.yaml'), text);
    return { folder, pins: () => readFileSync(join(folder, 'pins.yaml'), 'utf8') };
  }

  it('lists, and sets one without another byte', async () => {
    const { folder, pins } = project();
    expect((await command(folder, 'pin')).out).toBe(
      `images\tweb\tregistry.example.com:5000/shop/web:1.8.2@sha256:${'1'.repeat(64)}\ncharts\tcert-manager\t1.19.1\ngit\tfleet\tv1\n`,
    );
    expect((await command(folder, 'pin', 'web', `:1.9@${digest}`)).code).toBe(0);
    expect(pins()).toBe(text.replace(`1.8.2@sha256:${'1'.repeat(64)}`, `1.9@${digest}`));
    await command(folder, 'pin', 'web', 'ghcr.io/shop/web:2');
    expect(pins()).toContain('  web: ghcr.io/shop/web:2 # {"$imagepolicy": "flux-system:web"}\n');
    await command(folder, 'pin', 'cert-manager', '1.20.0');
    expect(pins()).toContain("    version: '1.20.0'\n");
    const before = pins();
    expect((await command(folder, 'pin', 'fleet', 'v2', '--dry-run')).out).toBe('fleet: v1 → v2\n');
    expect(pins()).toBe(before);
    expect((await command(folder, 'pin', 'fleet', 'v1')).err).toContain('already');
  });

  it('refuses what is no pin, no version, no section', async () => {
    const { folder, pins } = project();
    expect(await command(folder, 'pin', 'wbe', '1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('did you mean web'),
    });
    for (const argv of [
      ['web'],
      ['web', 'a b'],
      ['web', ':x y'],
      ['fleet', '$(x)'],
      ['web', '1', '--section=x'],
      ['a', 'b', 'c'],
    ])
      expect((await command(folder, 'pin', ...argv)).code, argv.join(' ')).toBe(64);
    expect((await command(folder, 'pin', 'fleet', 'v2', '--section', 'images')).code).toBe(1);
    expect(pins()).toBe(text);
  });
});

describe('plimsoll completion', () => {
  it.each(['bash', 'zsh'])('prints a script that %s reads, with every verb', async (shell) => {
    const { code, out } = await command(root, 'completion', shell);
    expect(code).toBe(0);
    for (const { name } of verbs)
      expect(out).toContain(`    ${shell === 'zsh' ? `'${name}:` : `${name}) words=`}`);
    if (shell === 'bash') {
      const complete = (...words: readonly string[]): string =>
        execFileSync(
          'bash',
          [
            '-c',
            `${out}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _plimsoll; printf '%s\\n' "\${COMPREPLY[@]}"`,
          ],
          { ...patience, encoding: 'utf8', cwd: root },
        );
      expect(complete('plimsoll', 'com').split('\n')).toEqual(['commit', 'completion', '']);
      expect(complete('plimsoll', 'commit', '--allow')).toBe('--allow-delete\n');
      expect(complete('plimsoll', 'validate', 'READ')).toBe('README.md\n');
    }
  });

  it('knows no other shell', async () => {
    for (const argv of [[], ['fish'], ['bash', 'zsh']])
      expect((await command(root, 'completion', ...argv)).code).toBe(64);
  });
});

it('lists what it knows where nobody has facts of his own', async () => {
  expect((await command(temporaryFolder(), 'schemas', 'list')).out).toMatch(/^kubernetes\t1\.36/m);
});
