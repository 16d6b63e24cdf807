import { posix } from 'node:path';
import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { isRecord } from '../core/json.ts';
import { normalPath } from '../core/path.ts';
import { Problem } from '../core/problem.ts';
import { readManifests } from '../manifest/read.ts';
import type { ApplicationConfig, Context } from '../model/model.ts';
import type { EntryPart, FilePart } from '../model/part.ts';
import type { ProjectFiles } from '../model/project-files.ts';
import { filesOf, projectPath, readBytes } from './files.ts';

export interface KustomizeOptions {
  /** `copy` takes the folder into the output, `reference` points to it where it is. */
  readonly by?: 'copy' | 'reference';
}

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** A kustomization that exists already. What it makes is its own: labels and namespaces around it do not reach inside. */
export function kustomize(folder: string, { by = 'copy' }: KustomizeOptions = {}): ApplicationConfig {
  return Object.freeze({
    kind: 'kustomize',
    render: ({ files }: Context) => {
      const path = projectPath(folder);
      const own = names.find((name) => files.read(posix.join(path, name)) !== undefined);
      if (own === undefined)
        throw new Problem([
          finding('build/no-file', `the folder ${folder} has no kustomization.yaml`, {
            fix: 'name the folder that holds it',
          }),
        ]);
      return by === 'reference'
        ? [{ part: 'entry', of: 'project', path } satisfies EntryPart]
        : copied(files, path);
    },
  });
}

function copied(files: ProjectFiles, folder: string): readonly (FilePart | EntryPart)[] {
  const all = filesOf(files, folder, /./);
  const wrong = all
    .filter((path) => names.includes(posix.basename(path)))
    .flatMap((path) => outside(path, new TextDecoder().decode(readBytes(files, path)), folder));
  if (wrong.length > 0) throw new Problem(wrong);
  return [
    ...all.map(
      (path): FilePart => ({
        part: 'file',
        path: posix.join('kustomize', path.slice(folder.length + 1)),
        content: readBytes(files, path),
      }),
    ),
    { part: 'entry', of: 'files', path: 'kustomize' },
  ];
}

/** What a kustomization takes from beside the folder would be missing in the copy. */
function outside(file: string, text: string, folder: string): readonly Finding[] {
  const home = posix.dirname(file);
  const { documents, findings } = readManifests(text, file);
  const paths = documents.flatMap(({ value }) => [...relativePaths(value)]);
  const leading = paths.filter((path) => {
    const whole = normalPath(posix.join(home, path));
    return whole === undefined || !`${whole}/`.startsWith(`${folder}/`);
  });
  return [
    ...findings,
    ...leading.map((path) =>
      finding('build/outside-project', `${file} takes ${path} from outside the folder ${folder}`, {
        source: { file },
        fix: `copy a folder that holds both, or use { by: 'reference' }`,
      }),
    ),
  ];
}

/** Texts that lead up: every field of a kustomization that is a path is one of these. */
function* relativePaths(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    const path = value.slice(value.indexOf('=') + 1);
    if (path.startsWith('../') || path === '..') yield path;
  } else if (Array.isArray(value)) for (const each of value) yield* relativePaths(each);
  else if (isRecord(value)) for (const each of Object.values(value)) yield* relativePaths(each);
}
