import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildForReal, realKustomize } from './support/kustomize.ts';
import { root } from './support/shared.ts';
import { synthProject, treeOf } from './support/synth-project.ts';

/** The example fleet, by the real command line, in this repository. */
const { plimsoll } = { plimsoll: (argv: readonly string[]) => synthProject().plimsoll(argv, { cwd: root }) };
const out = treeOf(join(root, 'out'));
const directories = [...out.keys()]
  .filter((path) => path.endsWith('kustomization.yaml'))
  .map((path) => path.replace(/\/kustomization\.yaml$/, ''));

describe('stacks/ and out/', () => {
  it('out/ is what a fresh synth makes, in another world too, without a warning', () => {
    const before = new Map([...out.keys()].map((path) => [path, statSync(join(root, 'out', path)).mtimeMs]));
    const { code, out: changes, err } = plimsoll(['synth', '--deterministic']);
    expect({ code, changes }).toEqual({ code: 0, changes: '' });
    expect(err).toMatch(/^nothing changed, \d+ unchanged in out \([\d.]+ s\)\n$/);
    for (const [path, time] of before) expect(statSync(join(root, 'out', path)).mtimeMs, path).toBe(time);
  });

  it('has no mistake of types, and says nothing a check would stop at', () => {
    expect(plimsoll(['check', '--quiet'])).toMatchObject({ code: 0, out: '', err: '' });
  });

  it('shows what newcomers look for', () => {
    const clusters = [...out.keys()].filter((path) => path.startsWith('.plimsoll/owned/'));
    expect(clusters.map((path) => path.slice(16))).toEqual([
      'hello',
      'production-eu',
      'production-us',
      'staging-eu',
    ]);
    const text = (path: string): string => out.get(path) ?? '';
    expect(text('production-us/platform/observability/argocd/metrics.yaml')).toContain('kind: Application\n');
    expect(text('production-eu/flux-system/helmrepository-prometheus-community.yaml')).toContain(
      'interval: 1h',
    );
    expect(text('production-eu/platform/observability/flux-system/alerts.yaml')).toContain(
      'dependsOn:\n  - name: metrics',
    );
    expect(text('production-eu/flux-system/blue.yaml')).toContain('serviceAccountName: blue');
    expect(text('production-us/argocd/blue.yaml')).toContain('project: blue');
    expect(text('staging-eu/apps/shop/deployment-web.yaml')).not.toContain('limits:');
    expect(text('production-eu/apps/shop/deployment-web.yaml')).toContain('limits:');
    expect(text('production-eu/apps/shop/deployment-web.yaml')).toContain('web:1.8.2@sha256:');
    expect(readFileSync(join(root, 'stacks/hello.stack.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(
      11,
    );
  });

  it('holds nothing of when, where and by what it was made', () => {
    for (const [path, text] of out) {
      expect(text, path).not.toMatch(/20\d\d-\d\d-\d\dT/);
      expect(text, path).not.toContain(root);
    }
  });

  it.skipIf(realKustomize === undefined)(
    'every directory is built by the real kustomize',
    async () => {
      expect(directories.length).toBeGreaterThan(20);
      for (const directory of directories)
        expect(await buildForReal(join(root, 'out', directory)), directory).toHaveProperty('names');
    },
    60_000,
  );
});
