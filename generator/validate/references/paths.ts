import { folderOf, joinPath } from '../../core/path.ts';
import { suggest } from '../../core/suggest.ts';
import type { Fields } from '../rules/fields.ts';
import type { Member } from './standing.ts';

/** A folder that an engine is told to read: of which source, and by whom it is named. */
interface Told {
  readonly source: string;
  readonly path: string;
  readonly from: Fields;
  /** The folder of the file that says so. */
  readonly folder: string;
}

/**
 * Folders that Flux and Argo CD are told to read. Which repository a source is nobody says: it is this one where some of its paths are
 * here, and then all of them are to be, as far as files were given.
 */
export function paths(members: readonly Member[], pathOf: (member: Member) => string | undefined): void {
  const told = members.flatMap((member) => toldBy(member, pathOf(member)));
  if (told.length === 0) return;
  const files = members.map(pathOf);
  const [folders, top] = [foldersOf(files), topOf(files)];
  const roots = new Map<string, Set<string>>();
  for (const { source, path, folder } of told) {
    const root = rootOf(path, folder, folders);
    if (root !== undefined) roots.set(source, (roots.get(source) ?? new Set()).add(root));
  }
  for (const { source, path, from } of told) {
    const candidates = [...(roots.get(source) ?? [])].map((root) => `${root}/${path}`);
    if (candidates.length === 0 || candidates.some((each) => folders.has(each))) continue;
    // What was not given may be there.
    if (!candidates.every((each) => each.startsWith(`${top}/`))) continue;
    from.refuse(
      {
        code: 'references/no-such-path',
        what: `is ${path}, and there is no such folder`,
        fix: near(path, candidates[0] ?? '', folders) ?? 'correct it, or add what is to be in it',
      },
      'path',
    );
  }
}

function toldBy(member: Member, file: string | undefined): readonly Told[] {
  const { group, kind, namespace } = member;
  const isFlux = kind === 'Kustomization' && group === 'kustomize.toolkit.fluxcd.io';
  if (file === undefined || !(isFlux || (kind === 'Application' && group === 'argoproj.io'))) return none;
  const spec = member.fields.in('spec');
  const told = (source: string, from: Fields): readonly Told[] => {
    const path = joinPath(...from.text('path').split('/'));
    return path === '' || /[*?[{$]/.test(path) ? none : [{ source, path, from, folder: folderOf(file) }];
  };
  if (!isFlux)
    return [spec.in('source'), ...spec.each('sources')].flatMap((each) => told(each.text('repoURL'), each));
  const { values } = spec.in('sourceRef');
  return told(`${values.kind} ${values.namespace ?? namespace}/${values.name}`, spec);
}

const none: readonly never[] = Object.freeze([]);

/** Every folder that a file is in, however far above it. */
function foldersOf(files: readonly (string | undefined)[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files)
    for (let folder = folderOf(file ?? ''); folder !== '' && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
  return folders;
}

/** The deepest folder that all files are in. */
function topOf(files: readonly (string | undefined)[]): string {
  const [first = [], ...others] = files
    .filter((file) => file !== undefined)
    .map((file) => folderOf(file).split('/'));
  const same = first.findIndex((step, index) => others.some((each) => each[index] !== step));
  return (same < 0 ? first : first.slice(0, same)).join('/');
}

/** From which folder above a path leads to one that is there, the nearest first. */
function rootOf(path: string, from: string, folders: ReadonlySet<string>): string | undefined {
  for (let root = from; ; root = folderOf(root)) {
    if (folders.has(`${root}/${path}`)) return root;
    if (root === '') return undefined;
  }
}

/** A folder beside it that is called nearly so. */
function near(path: string, whole: string, folders: ReadonlySet<string>): string | undefined {
  const root = whole.slice(0, whole.length - path.length);
  const inside = [...folders].filter((each) => each.startsWith(root)).map((each) => each.slice(root.length));
  const [found] = suggest(path, inside);
  return found === undefined ? undefined : `did you mean ${found}?`;
}
