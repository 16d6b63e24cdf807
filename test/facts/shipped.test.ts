import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { FactsFile } from '../../generator/facts/format.ts';
import { jsonSchema } from '../../generator/facts/json-schema.ts';
import { joinApiVersion, kindFacts } from '../../generator/facts/kinds.ts';
import { root } from '../support/shared.ts';

const schemas = join(root, 'schemas');
const files = readdirSync(schemas, { recursive: true, withFileTypes: true }).filter(
  (entry) => entry.isFile() && entry.name.endsWith('.json'),
);

interface IndexRow {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames: readonly string[];
  readonly scope: string;
}

const index = JSON.parse(readFileSync(join(schemas, 'kinds.json'), 'utf8')) as readonly IndexRow[];

describe('the shipped facts', () => {
  it('take at most 3 MB', () => {
    const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it('hold no sentences', () => {
    const sentences: string[] = [];
    const visit = (value: unknown, key: string): void => {
      if (typeof value === 'string' && value.split(' ').length > 5 && key !== 'rule')
        sentences.push(`${key}: ${value}`);
      if (typeof value !== 'object' || value === null) return;
      for (const [name, each] of Object.entries(value)) visit(each, Array.isArray(value) ? key : name);
    };
    for (const entry of files.filter((each) => /kubernetes|crds/.test(each.parentPath)))
      visit(JSON.parse(readFileSync(join(entry.parentPath, entry.name), 'utf8')), entry.name);
    expect(sentences).toEqual([]);
  });

  it('say of every kind where it is, what it is called and how long it lives', () => {
    expect(index.length).toBeGreaterThan(200);
    expect(kindFacts('apps/v1', 'Deployment')).toMatchObject({
      plural: 'deployments',
      shortNames: ['deploy'],
      scope: 'Namespaced',
      subresources: ['scale', 'status'],
      custom: false,
    });
    expect(kindFacts('v1', 'Namespace')).toMatchObject({
      group: 'core',
      scope: 'Cluster',
      shortNames: ['ns'],
    });
    expect(kindFacts('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema')).toMatchObject({
      deprecated: '1.29',
      removed: '1.32',
      replacement: 'flowcontrol.apiserver.k8s.io/v1 FlowSchema',
      until: '1.31',
    });
    expect(kindFacts('resource.k8s.io/v1', 'ResourceClaim')).toMatchObject({ since: '1.34' });
    expect(kindFacts('resource.k8s.io/v1beta1', 'ResourceClaim')).toMatchObject({ offByDefault: true });
    expect(kindFacts('gateway.networking.k8s.io/v1', 'HTTPRoute')).toMatchObject({
      custom: true,
      storage: true,
    });
    expect(kindFacts('apps/v1', 'Nothing')).toBeUndefined();
    expect(kindFacts('../v1', 'Pod')).toBeUndefined();
    expect(kindFacts('nowhere/v1', '__proto__')).toBeUndefined();
  });

  it('say since and until when a field exists and what changed', () => {
    const field = (apiVersion: string, kind: string, definition: string, name: string): unknown => {
      const file = kindFacts(apiVersion, kind)?.file as FactsFile;
      return file.definitions[definition]?.fields?.[name];
    };
    expect(field('v1', 'Pod', 'Container', 'restartPolicyRules')).toMatchObject({ since: '1.34' });
    expect(
      field(
        'argoproj.io/v1alpha1',
        'Application',
        'v1alpha1.spec.source.kustomize',
        'ignoreMissingComponents',
      ),
    ).toMatchObject({ since: '3.5.7' });
    expect(field('v1', 'Pod', 'Toleration', 'operator')).toEqual([
      { type: 'string', enum: ['Equal', 'Exists'], until: '1.34' },
      { type: 'string', enum: ['Equal', 'Exists', 'Gt', 'Lt'], since: '1.35' },
    ]);
  });

  it('remember kinds that were removed long ago', () => {
    const removed = JSON.parse(readFileSync(join(schemas, 'removed.json'), 'utf8')) as Record<
      string,
      Record<string, object>
    >;
    expect(removed['extensions/v1beta1']?.Deployment).toMatchObject({
      removed: '1.16',
      replacement: 'apps/v1 Deployment',
    });
    expect(removed['policy/v1beta1']?.PodSecurityPolicy).toMatchObject({ removed: '1.25' });
    expect(removed['apps/v1']).toBeUndefined();
  });

  it('become a JSON Schema that AJV compiles, for every kind', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false, inlineRefs: false });
    for (const { apiVersion, kind } of index) {
      const facts = kindFacts(apiVersion, kind);
      expect(facts, `${apiVersion} ${kind}`).toBeDefined();
      if (facts === undefined) continue;
      expect(joinApiVersion(facts.group, facts.version)).toBe(apiVersion);
      // Rules of RE2 and ECMAScript differ in a few patterns; compiling those is the validator's part.
      const schema = JSON.parse(JSON.stringify(jsonSchema(facts)), (key, value) =>
        key === 'pattern' && typeof value === 'string' ? undefined : value,
      );
      expect(() => ajv.compile(schema), `${apiVersion} ${kind}`).not.toThrow();
    }
  });

  it('decide with AJV what fits and what does not', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const deployment = kindFacts('apps/v1', 'Deployment');
    if (deployment === undefined) throw new Error('no facts');
    const check = ajv.compile(jsonSchema(deployment, { kubernetes: '1.30' }));
    const good = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: {
        selector: {},
        template: {
          spec: {
            containers: [
              {
                name: 'web',
                ports: [{ containerPort: 80 }],
                resources: { limits: { cpu: 1, memory: '1Gi' } },
              },
            ],
          },
        },
      },
    };
    expect(check(good)).toBe(true);
    expect(check({ ...good, spec: { ...good.spec, replicas: 'two' } })).toBe(false);
    expect(check.errors?.[0]?.instancePath).toBe('/spec/replicas');
  });
});
