import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { shared } from '../support/shared.ts';
import type { ApiServer } from './server.mjs';

/** Folders of definitions that are there to be read. */
export function projectsShared(): readonly string[] {
  return shared === undefined
    ? []
    : readdirSync(join(shared, 'crds'), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name);
}

/** Definitions of custom resources, applied for good and served; then namespaces that somebody else makes. */
export async function install(
  server: ApiServer,
  projects: readonly string[],
  namespaces: readonly string[] = [],
): Promise<void> {
  const defined: string[] = [];
  for (const project of projects) {
    const folder = join(shared ?? '', 'crds', project);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!/\.ya?ml$/.test(entry.name)) continue;
      for (const document of parseAllDocuments(readFileSync(join(entry.parentPath, entry.name), 'utf8'))) {
        const object = document.toJS() as object | null;
        if (object === null) continue;
        expect(await server.apply(object, { dryRun: false })).toMatchObject({ verdict: 'accepted' });
        defined.push(...definedBy(object));
      }
    }
  }
  for (const name of namespaces) {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    await server.apply(namespace, { dryRun: false });
  }
  await served(server, defined);
}

/** `apiVersion kind` of what a definition has served. */
function definedBy(object: object): readonly string[] {
  const { kind, spec } = object as Partial<Definition>;
  if (kind !== 'CustomResourceDefinition' || spec === undefined) return [];
  return spec.versions
    .filter((version) => version.served)
    .map((version) => `${spec.group}/${version.name} ${spec.names.kind}`);
}

interface Definition {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
}

/** A server takes a definition at once, and serves what it defines some time later. */
async function served(server: ApiServer, kinds: readonly string[]): Promise<void> {
  await vi.waitFor(
    async () => {
      await server.discover();
      const known = new Set(server.kinds);
      expect(kinds.filter((kind) => !known.has(kind))).toEqual([]);
    },
    { timeout: 60_000, interval: 200 },
  );
}
