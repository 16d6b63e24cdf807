import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
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

/** Definitions of custom resources, applied for good; then namespaces that somebody else makes. */
export async function install(
  server: ApiServer,
  projects: readonly string[],
  namespaces: readonly string[] = [],
): Promise<void> {
  for (const project of projects) {
    const folder = join(shared ?? '', 'crds', project);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!/\.ya?ml$/.test(entry.name)) continue;
      for (const document of parseAllDocuments(readFileSync(join(entry.parentPath, entry.name), 'utf8'))) {
        const object = document.toJS() as object | null;
        if (object === null) continue;
        expect(await server.apply(object, { dryRun: false })).toMatchObject({ verdict: 'accepted' });
      }
    }
  }
  for (const name of namespaces) {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    await server.apply(namespace, { dryRun: false });
  }
  await server.discover();
}
