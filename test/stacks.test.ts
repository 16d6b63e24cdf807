import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../generator/facts/json-schema.ts';
import { kindFacts } from '../generator/facts/kinds.ts';
import { readManifests } from '../generator/manifest/read.ts';
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

  it("every object is what the schema of its own cluster's version says (L8, structure)", () => {
    const versions: Readonly<Record<string, string>> = {
      hello: '1.36',
      'production-eu': '1.33',
      'production-us': '1.36',
      'staging-eu': '1.36',
    };
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const compiled = new Map<string, ValidateFunction>();
    let checked = 0;
    for (const [path, text] of out) {
      const version = versions[path.split('/')[0] ?? ''];
      if (version === undefined || !path.endsWith('.yaml') || path.includes('.files/')) continue;
      for (const { value } of readManifests(text, path).documents) {
        const { apiVersion, kind } = value as { readonly apiVersion: string; readonly kind: string };
        if (apiVersion.startsWith('kustomize.config.k8s.io/')) continue;
        const facts = kindFacts(apiVersion, kind);
        if (facts === undefined) expect.unreachable(`${path}: no schema of ${kind} in ${apiVersion}`);
        const key = `${version} ${apiVersion} ${kind}`;
        const validate =
          compiled.get(key) ??
          // Patterns are RE2: compiling those is the validator's part.
          ajv.compile(
            JSON.parse(JSON.stringify(jsonSchema(facts, { kubernetes: version })), (name, each) =>
              name === 'pattern' && typeof each === 'string' ? undefined : each,
            ),
          );
        compiled.set(key, validate);
        expect(validate(value) ? [] : validate.errors, path).toEqual([]);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(100);
    expect([...compiled.keys()].filter((key) => key.endsWith('HelmRelease')).length).toBe(2);
  });

  it('holds nothing of when, where and by what it was made', () => {
    for (const [path, text] of out) {
      // What SOPS writes says when.
      if (!path.endsWith('.enc.yaml')) expect(text, path).not.toMatch(/20\d\d-\d\d-\d\dT/);
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
