import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import type { FileSet, RenderedFile } from '../../generator/layout/file-set.ts';
import { readManifests } from '../../generator/manifest/read.ts';
import { textOf } from '../../generator/pipeline/texts.ts';

interface Kustomization {
  readonly kind: string;
  readonly resources?: readonly string[];
}

export interface Built {
  readonly objects: readonly {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
  }[];
  readonly errors: readonly string[];
}

/**
 * What `kustomize build` does with our files, in process: reads resources, refuses what is missing, what leaves the
 * directory and what is there twice. Compared with the real program in the tests.
 */
export function buildInProcess(files: FileSet, directory: string): Built {
  const objects: Built['objects'][number][] = [];
  const errors: string[] = [];
  const seen = new Set<string>();
  const visit = (folder: string, trail: readonly string[]): void => {
    const own = files.get(folder === '' ? 'kustomization.yaml' : `${folder}/kustomization.yaml`);
    if (own === undefined) errors.push(`${folder} has no kustomization.yaml`);
    if (trail.includes(folder)) errors.push(`${folder} contains itself`);
    if (own === undefined || trail.includes(folder)) return;
    for (const entry of (documentsOf(own)[0] as Kustomization).resources ?? []) {
      const path = posix.join(folder, entry);
      const file = files.get(path);
      if (file === undefined) {
        visit(path === '.' ? '' : path, [...trail, folder]);
        continue;
      }
      if (entry.startsWith('../')) errors.push(`${path} is outside ${folder}`);
      for (const document of documentsOf(file) as Built['objects']) {
        const { apiVersion, kind, metadata } = document;
        const id = `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
        if (seen.has(id)) errors.push(`${id} is there twice`);
        seen.add(id);
        objects.push(document);
      }
    }
  };
  visit(directory, []);
  return { objects, errors };
}

/** The real program, where there is one: kubectl's or kustomize's own. */
export const realKustomize: readonly string[] | undefined = (() => {
  for (const [program, ...argv] of [
    ['kubectl', 'kustomize'],
    ['kustomize', 'build'],
  ] as const)
    try {
      execFileSync(program, program === 'kubectl' ? ['version', '--client'] : ['version'], {
        stdio: 'ignore',
      });
      return [program, ...argv];
    } catch {
      // the next one
    }
  return undefined;
})();

export function writeFiles(files: FileSet, folder: string): void {
  for (const file of files.values()) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), textOf(file));
  }
}

const run = promisify(execFile);

/** The names of what the real program builds, or why it does not. */
export async function buildForReal(
  directory: string,
): Promise<{ readonly names: readonly string[] } | { readonly error: string }> {
  const [program, ...argv] = realKustomize as [string, ...string[]];
  try {
    const { stdout } = await run(program, [...argv, directory], { maxBuffer: 1 << 26 });
    return { names: [...stdout.matchAll(/^ {2}name: (.*)$/gm)].map(([, name]) => name as string).sort() };
  } catch (error) {
    return { error: (error as { stderr?: string }).stderr ?? String(error) };
  }
}

function documentsOf({ path, documents, content }: RenderedFile): readonly unknown[] {
  if (content === undefined) return documents;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  return readManifests(text, path).documents.map(({ value }) => value);
}
