import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byText } from '../core/compare.ts';

/**
 * The files below a folder at any depth, as paths below it with `/`, sorted. By hand: some versions of node follow links
 * when they list a folder with all that is in it, and a link may lead back. Folders and files of a skipped name are passed over.
 */
export function filesBelow(
  folder: string,
  within: string = '',
  skipped: ReadonlySet<string> = new Set(),
): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if (skipped.has(entry.name)) return [];
      if (entry.isDirectory()) return filesBelow(join(folder, entry.name), path, skipped);
      return entry.isFile() ? [path] : [];
    })
    .sort(byText);
}

/** Whether a file is called as manifests are. */
export function isManifest(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name);
}
