import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { argo } from '../../generator/engines/argo/options.ts';
import { flux } from '../../generator/engines/flux/options.ts';
import { jobShards } from '../../generator/init/templates/shards/job.ts';
import type { GitOps } from '../../generator/model/model.ts';
import type { KubernetesObject } from '../../generator/paths/kind.ts';
import { install, projectsShared } from '../server/install.ts';
import { onServer } from '../server/on-server.ts';
import { kindCases, renderedCase } from '../support/kind-cases.ts';
import { shared } from '../support/shared.ts';
import { fleet } from '../support/stack.ts';

const engines: Readonly<Record<string, GitOps>> = {
  flux: flux({ source: fleet }),
  argo: argo({ source: fleet }),
};

/** Definitions of the custom resources that kinds make. */
const projects = [
  'cert-manager',
  'gateway-api-standard',
  'external-secrets',
  'sealed-secrets',
  'prometheus-operator',
];

onServer('application kinds', (server) => {
  beforeAll(async () => {
    if (shared !== undefined) await install(server(), found(projects));
    const restricted = {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    };
    for (const name of ['shop', 'blue', 'green', 'flux-system', 'argocd'])
      await server().apply(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: restricted } },
        { dryRun: false },
      );
  }, 300_000);

  describe.each(kindCases)('%s', (name) => {
    it.each(Object.keys(engines))('is taken as %s would apply it, without a warning', async (engine) => {
      const { objects } = await renderedCase(name, engines[engine] as GitOps, '1.36');
      const applied = objects.filter(({ bundle, object }) => bundle !== undefined && isPlain(object));
      let taken = 0;
      for (const { object } of applied) {
        const { verdict, message, warnings = [] } = await server().apply(object, { dryRun: true });
        if (verdict === 'unserved') continue;
        expect({ object: `${object.kind} ${nameOf(object)}`, verdict, message, warnings }).toEqual({
          object: `${object.kind} ${nameOf(object)}`,
          verdict: 'accepted',
          message: '',
          warnings: [],
        });
        taken++;
      }
      expect(taken).toBeGreaterThan(applied.length / 4);
    });
  });
});

onServer('a Job of shards', (server) => {
  it('is taken without a warning', async () => {
    const job = parse(jobShards({ ...shape, of: 4 }));
    expect(await server().apply(job, { dryRun: true })).toMatchObject({ verdict: 'accepted', warnings: [] });
  });
});

const shape = { branch: 'main', output: 'out', image: 'node:22', claim: 'fleet', namespace: 'default' };

function isPlain(object: KubernetesObject): boolean {
  return !('sops' in object);
}

function nameOf(object: KubernetesObject): string {
  return (object as unknown as { readonly metadata: { readonly name: string } }).metadata.name;
}

/** Folders of these projects, in whatever release they are there. */
function found(names: readonly string[]): readonly string[] {
  return projectsShared().filter((each) => names.some((name) => each.startsWith(`${name}@`)));
}
