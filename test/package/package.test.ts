import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verbs } from '../../generator/cli/verbs.ts';
import { check } from '../support/compiler.ts';
import { root } from '../support/shared.ts';

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-package-'));
const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function npm(cwd: string, ...argv: readonly string[]): string {
  return execFileSync('npm', [...argv], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('the package, packed and installed into an empty folder', () => {
  let packed: readonly string[];
  beforeAll(() => {
    const [answer] = JSON.parse(
      npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder),
    ) as [{ filename: string; files: { path: string }[] }];
    packed = answer.files.map(({ path }) => path);
    mkdirSync(join(folder, 'user'));
    writeFileSync(
      join(folder, 'user', 'package.json'),
      '{ "name": "user", "type": "module", "private": true }',
    );
    npm(join(folder, 'user'), 'install', ...quiet, join(folder, answer.filename));
  }, 180_000);

  it('holds what it needs and nothing else', () => {
    const tops = [...new Set(packed.map((path) => path.split('/')[0]))].sort();
    expect(tops).toEqual(['.pre-commit-hooks.yaml', 'LICENSE', 'README.md', 'dist', 'package.json']);
    expect(packed.filter((path) => /\.test\.|^test|\.stamp|\.tsbuildinfo/.test(path))).toEqual([]);
    expect(packed).toContain('dist/schemas/kubernetes/apps/v1.json');
    expect(packed).toContain('dist/schemas/lock.json');
  });

  it('brings few packages', () => {
    const installed = readdirSync(join(folder, 'user', 'node_modules')).filter(
      (name) => !name.startsWith('.'),
    );
    expect(installed).toContain('plimsoll');
    expect(installed.length).toBeLessThan(40);
  });

  it('runs and compiles by its public names', () => {
    const file = join(folder, 'user', 'stack.ts');
    const text = `
import { get, kindOf, patch, applyPathPatch, text } from 'plimsoll';
import { importCustomResources } from 'plimsoll/import';
import { HTTPRoute } from 'plimsoll/crds/gateway.networking.k8s.io/v1';
import { Deployment } from 'plimsoll/kubernetes/apps/v1';
import { ConfigMap } from 'plimsoll/kubernetes/core/v1';

const image = Deployment.path.spec.template.spec.containers.named('web').image;
const web = Deployment({ metadata: { name: 'web' }, spec: { selector: {}, template: { spec: { containers: [{ name: 'web', image: 'web:1' }] } } } });
const next = applyPathPatch(web, patch(Deployment, 'web').set(image, 'web:2'));
const { imported } = await importCustomResources([]);
export const answer = [get(image, next), text(HTTPRoute.path.spec.rules.first.name), ConfigMap.kind, kindOf(web)?.facts.plural, imported];
`;
    writeFileSync(file, text);
    expect(check([file], join(folder, 'user')).errors).toEqual([]);
    writeFileSync(join(folder, 'user', 'stack.js'), `${text}console.log(JSON.stringify(answer));`);
    const printed = execFileSync(process.execPath, ['stack.js'], {
      cwd: join(folder, 'user'),
      encoding: 'utf8',
    });
    expect(JSON.parse(printed)).toEqual(['web:2', 'spec.rules[0].name', 'ConfigMap', 'deployments', 0]);
  });

  it('has no deeper addresses than the two', () => {
    const reach = (address: string): string =>
      execFileSync(
        process.execPath,
        [
          '-e',
          `import(${JSON.stringify(address)}).then(() => console.log('open'), (error) => console.log(error.code))`,
        ],
        { cwd: join(folder, 'user'), encoding: 'utf8' },
      ).trim();
    expect(reach('plimsoll/kubernetes/apps/v1')).toBe('open');
    expect(reach('plimsoll/dist/generator/run/index.js')).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
    expect(reach('plimsoll/kubernetes/apps/v1/Deployment')).toBe('ERR_MODULE_NOT_FOUND');
  });

  it('renders a stack of the user, checks its types, and lends what tests need', () => {
    const user = join(folder, 'user');
    mkdirSync(join(user, 'stacks'), { recursive: true });
    writeFileSync(
      join(user, 'stacks', 'hello.stack.ts'),
      readFileSync(join(root, 'stacks', 'hello.stack.ts')),
    );
    const plimsoll = (...argv: readonly string[]): string =>
      execFileSync(join(user, 'node_modules', '.bin', 'plimsoll'), [...argv], {
        cwd: user,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    expect(plimsoll('synth')).toContain('+ hello/apps/greeting/configmap-greeting.yaml\n');
    expect(plimsoll('check')).toBe('');
    expect(readFileSync(join(user, 'out/hello/apps/greeting/configmap-greeting.yaml'), 'utf8')).toBe(
      readFileSync(join(root, 'out/hello/apps/greeting/configmap-greeting.yaml'), 'utf8'),
    );
    writeFileSync(
      join(user, 'try.mjs'),
      `import { matchers, renderStack } from 'plimsoll/testing';
import { cluster, flux, gitRepository } from 'plimsoll';
const source = gitRepository('fleet', { url: 'https://git.example.com/fleet' });
const rendered = await renderStack(cluster('a', { kubernetes: '1.36', gitops: flux({ source }) }).node('n', (n) => n).build());
console.log(rendered.files.size, matchers.toHaveObject(rendered, { kind: 'GitRepository', name: 'fleet' }).pass);`,
    );
    expect(execFileSync(process.execPath, ['try.mjs'], { cwd: user, encoding: 'utf8' })).toBe('3 true\n');
  });

  it("has a command that imports into the user's folder", () => {
    const plimsoll = (...argv: readonly string[]): string =>
      execFileSync(join(folder, 'user', 'node_modules', '.bin', 'plimsoll'), [...argv], {
        cwd: join(folder, 'user'),
        encoding: 'utf8',
      });
    expect(plimsoll('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(plimsoll('import', '--kubernetes', '1.36')).toMatch(/^kubernetes@1\.36: \d+ of \d+ kinds\n$/);
  });

  it('has every verb, and every exit code', () => {
    const user = join(folder, 'user');
    const plimsoll = (
      argv: readonly string[],
      input = '',
    ): { readonly code: number | null; readonly out: string; readonly err: string } => {
      const options = { cwd: user, encoding: 'utf8', input, env: { ...process.env, CI: 'true' } } as const;
      const { status, stdout, stderr } = spawnSync(
        join(user, 'node_modules', '.bin', 'plimsoll'),
        [...argv],
        options,
      );
      return { code: status, out: stdout, err: stderr };
    };
    const help = plimsoll(['--help']).out;
    for (const { name, summary } of verbs) {
      expect(help).toContain(summary);
      expect(plimsoll([name, '--help'])).toMatchObject({
        code: 0,
        out: expect.stringContaining(`plimsoll ${name}`),
      });
    }
    const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\ndata: { a: b }\n';
    const fine: readonly (readonly [readonly string[], string])[] = [
      [['validate', '-'], '1 object'],
      [['patch', '-', '--set', 'ConfigMap/web:data.a=c'], 'a: c'],
      [['explain', 'deploy.spec.replicas'], 'plimsoll/kubernetes/apps/v1'],
      [['explain', 'api/unknown-field'], 'api/unknown-field'],
      [['why', 'ConfigMap/greeting'], 'hello.stack.ts'],
      [['inventory'], 'hello'],
      [['graph', '--format', 'mermaid'], 'graph'],
      [['schemas', 'list'], '1.36'],
      [['completion', 'bash'], 'plimsoll'],
      [['hooks', 'print', 'husky'], 'check --staged'],
      [['pin', 'web', 'registry.example.com/web:2'], ''],
    ];
    writeFileSync(join(user, 'pins.yaml'), 'images:\n  web: registry.example.com/web:1\n');
    for (const [argv, text] of fine)
      expect(plimsoll(argv, map), argv.join(' ')).toMatchObject({
        code: 0,
        out: expect.stringContaining(text),
      });
    expect(plimsoll(['validate', '-'], map.replace('data', 'dta')).code).toBe(1);
    writeFileSync(join(user, 'out/hello/apps/greeting/configmap-greeting.yaml'), 'changed\n');
    expect(plimsoll(['synth', '--check']).code).toBe(1);
    rmSync(join(user, 'out'), { recursive: true });
    expect(plimsoll(['synth', '--check']).code).toBe(2);
    // A folder without git.
    expect(plimsoll(['commit']).code).toBe(3);
    expect(plimsoll(['synth', '--no-such-option']).code).toBe(64);
    // What reaches clusters is installed by those who want it.
    expect(plimsoll(['explain', 'cluster/no-client']).code).toBe(0);
    expect(plimsoll(['dry-run'])).toMatchObject({
      code: 3,
      err: expect.stringMatching(
        /\[cluster\/no-client\][\s\S]*npm install --save-dev @kubernetes\/client-node@1/,
      ),
    });
    // What is installed is damaged, which nobody foresaw: it says what to report.
    writeFileSync(join(user, 'node_modules/plimsoll/dist/schemas/kubernetes/core/v1.json'), '{ "broken');
    const bug = plimsoll(['validate', '-'], map);
    expect(bug.code).toBe(70);
    expect(bug.err).toMatch(/^a bug in plimsoll \d.*please report it/);
  });
});
