import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../core/sha256.ts';
import { manifestFiles } from '../project/find-manifests.ts';
import { Tree } from '../write/tree.ts';
import { placedIn, type Side, type SideFile } from './side.ts';

/** Manifests in a folder, whoever wrote them. */
export function folderSide(folder: string): Side {
  const owned = new Map(
    new Tree(folder)
      .indexes()
      .flatMap(({ cluster, environment, files }) =>
        [...files].map(([path, { owner }]) => [path, { cluster, environment, owner }] as const),
      ),
  );
  const unknown = { cluster: '', environment: '', owner: '' };
  // Manifests of others have no index: every file may be one.
  const paths = [
    ...new Set([...owned.keys(), ...manifestFiles(['.'], folder).map((path) => path.replace(/^\.\//, ''))]),
  ];
  const texts = new Map<string, string>();
  const files = new Map(
    paths.flatMap((path): readonly [string, SideFile][] => {
      const text = textOf(join(folder, path));
      if (text === undefined) return [];
      texts.set(path, text);
      return [[path, { ...(owned.get(path) ?? unknown), sha256: sha256Of(text) }]];
    }),
  );
  return {
    files,
    read: async (asked) =>
      asked.flatMap((path) => placedIn(path, (each) => texts.get(each), files.get(path)?.owner || undefined)),
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
