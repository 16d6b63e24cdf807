import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRecord } from '../core/json.ts';
import type { FactsFile } from '../facts/format.ts';
import { joinApiVersion } from '../facts/kinds.ts';
import { kind } from '../paths/kind.ts';
import type { Lock } from './lock.ts';

/** Makes known the custom resources that a project has imported, as loading their modules would; answers the files that speak of them. */
export function registerImported(root: string, { imports }: Lock): readonly string[] {
  const files: string[] = [];
  for (const into of new Set(imports.map((each) => each.into)))
    for (const path of factsBelow(join(root, into, 'crds'))) {
      files.push(path);
      const file = read(path);
      for (const { group, version, kind: name } of file?.kinds ?? [])
        kind(joinApiVersion(group, version), name, pathToFileURL(path));
    }
  return files;
}

function factsBelow(folder: string): readonly string[] {
  return entries(folder).flatMap((group) =>
    entries(join(folder, group))
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, group, name)),
  );
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): Pick<FactsFile, 'kinds'> | undefined {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return isRecord(content) && Array.isArray(content.kinds) ? (content as unknown as FactsFile) : undefined;
}
