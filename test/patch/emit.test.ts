import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { equal } from '../../generator/core/json.ts';
import { kindFacts } from '../../generator/facts/kinds.ts';
import { schemaOfKind } from '../../generator/facts/release-schema.ts';
import { readManifests } from '../../generator/manifest/read.ts';
import { yamlText } from '../../generator/manifest/write.ts';
import { emitted } from '../../generator/patch/emit/inline.ts';
import { patience } from '../support/patience.ts';
import { mutated, randomOf, randomValue } from '../support/random-object.ts';
import { temporaryFolder } from '../support/temporary.ts';

/** Kinds in which kustomize follows no names: random ones lead nowhere. */
const kinds = [
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'DaemonSet'],
  ['v1', 'Service'],
  ['v1', 'ConfigMap'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['flowcontrol.apiserver.k8s.io/v1', 'FlowSchema'],
  ['v1', 'PersistentVolumeClaim'],
] as const;

const kustomize = spawnSync('kubectl', ['kustomize', '--help'], { encoding: 'utf8' }).status === 0;

describe.skipIf(!kustomize)('a patch that is emitted (needs kubectl)', () => {
  it('makes kustomize do what it does here: random changes of eight kinds, in one build', () => {
    const random = randomOf(21);
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const pairs = kinds.flatMap(([apiVersion, kind], index) => {
      const facts = kindFacts(apiVersion, kind);
      if (facts === undefined) throw new Error(`${kind} is not known`);
      const schema = schemaOfKind(facts, '1.36');
      const made = Array.from({ length: 12 }, (_, round) => {
        const identity = { apiVersion, kind };
        const metadata = { name: `object-${index}-${round}` };
        const from = {
          ...(randomValue(schema, random) as object),
          ...identity,
          metadata: { ...metadata, labels: { a: 'b' } },
        };
        const to = {
          ...(mutated(from, schema, random) as object),
          ...identity,
          metadata: { ...metadata, labels: { a: 'c', d: 'e' } },
        };
        return { from, to };
      });
      return made;
    });
    const patches = pairs.flatMap(({ from, to }) => emitted(from, to, { kubernetes: '1.36' }) ?? []);
    expect(patches.length).toBe(pairs.length);
    writeFileSync(join(folder, 'all.yaml'), yamlText(pairs.map(({ from }) => from)));
    writeFileSync(join(folder, 'kustomization.yaml'), yamlText([{ resources: ['all.yaml'], patches }]));
    const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', folder], {
      ...patience,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    expect([status, stderr]).toEqual([0, '']);
    const built = new Map(
      readManifests(stdout, 'built').documents.map(({ value }) => [nameOf(value), value] as const),
    );
    for (const { from, to } of pairs) {
      const result = built.get(nameOf(to));
      if (!equal(result, to))
        expect({ patch: emitted(from, to)?.patch, result }).toEqual({ patch: '', result: to });
    }
  });
});

function nameOf(object: unknown): string {
  const { kind, metadata } = object as { kind: string; metadata: { name: string } };
  return `${kind}/${metadata.name}`;
}

describe('a patch that is emitted', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { type: 'ClusterIP', ports: [{ port: 80 }] },
  };

  it('is a partial object where kustomize merges as the server does, else a JSON Patch that says which items it means', () => {
    const target = { version: 'v1', kind: 'Service', name: 'web', namespace: 'shop' };
    expect(emitted(service, { ...service, spec: { ...service.spec, type: 'NodePort' } })).toEqual({
      target,
      patch:
        'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  type: NodePort\n',
    });
    expect(
      emitted(service, { ...service, spec: { ...service.spec, ports: [{ port: 80, name: 'http' }] } }),
    ).toEqual({
      target,
      patch:
        '- op: test\n  path: /spec/ports/0/port\n  value: 80\n- op: add\n  path: /spec/ports/0/name\n  value: http\n',
    });
    expect(emitted(service, service)).toBeUndefined();
    expect(emitted({ a: 1 }, { a: 2 })).toBeUndefined();
  });
});
