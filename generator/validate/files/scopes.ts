import { isRecord } from '../../core/json.ts';
import { folderOf, joinPath } from '../../core/path.ts';
import { identityOf } from '../identity.ts';
import { listed } from '../kustomize/files.ts';
import type { Lookup } from '../substitution/expression.ts';
import { finderIn, lookupOf, postBuildOf } from '../substitution/variables.ts';

/** A file that is judged: where it is on disk (nowhere: standard input), and what is in it. */
export interface ScopedFile {
  readonly path: string | undefined;
  readonly values: readonly unknown[];
  /** What kustomize reads in it. */
  readonly kustomization: unknown;
}

/** What Flux substitutes in which file: a file that several Kustomizations apply has the variables of each. */
export function substitutions(files: readonly ScopedFile[]): (file: ScopedFile) => readonly Lookup[] {
  const appliers = files.flatMap(appliersIn);
  if (appliers.length === 0) return () => [];
  const tree = new Tree(files);
  const found = new Map<ScopedFile, Lookup[]>();
  const find = finderIn(files.flatMap(({ values }) => values));
  for (const { postBuild, path, namespace, from } of appliers) {
    const lookup = lookupOf(postBuild, namespace, find);
    const folder = tree.folderAt(path, from);
    if (lookup === undefined || folder === undefined) continue;
    for (const file of tree.reached(folder)) found.set(file, [...(found.get(file) ?? []), lookup]);
  }
  return (file) => found.get(file) ?? [];
}

interface Applier {
  readonly postBuild: NonNullable<ReturnType<typeof postBuildOf>>;
  /** `spec.path`, from the root of whatever repository. */
  readonly path: string;
  readonly namespace: string | undefined;
  readonly from: string | undefined;
}

function appliersIn({ values, path: from }: ScopedFile): readonly Applier[] {
  return values.flatMap((value): readonly Applier[] => {
    const postBuild = postBuildOf(value);
    if (postBuild === undefined || !isRecord(value) || !isRecord(value.spec)) return [];
    const path = joinPath(...String(value.spec.path ?? '').split('/'));
    return [{ postBuild, path, namespace: identityOf(value).namespace, from }];
  });
}

/** The files and the folders they are in, as kustomize sees them. */
class Tree {
  readonly #files = new Map<string, ScopedFile>();
  /** Every folder, with the files that are directly in it, and the folders. */
  readonly #folders = new Map<string, { readonly files: ScopedFile[]; readonly folders: Set<string> }>();

  constructor(files: readonly ScopedFile[]) {
    for (const file of files) {
      if (file.path === undefined) continue;
      this.#files.set(file.path, file);
      this.#folder(folderOf(file.path)).files.push(file);
    }
  }

  #folder(path: string): { readonly files: ScopedFile[]; readonly folders: Set<string> } {
    const known = this.#folders.get(path);
    if (known !== undefined) return known;
    const made = { files: [], folders: new Set<string>() };
    this.#folders.set(path, made);
    if (path !== '') this.#folder(folderOf(path)).folders.add(path);
    return made;
  }

  /** Where a path leads: below whichever folder above the file that names it has it, the nearest first. */
  folderAt(path: string, from: string | undefined): string | undefined {
    if (path === '') return this.#top();
    for (let folder = folderOf(from ?? ''); ; folder = folderOf(folder)) {
      const candidate = `${folder}/${path}`;
      if (this.#folders.has(candidate)) return candidate;
      if (folder === '') return undefined;
    }
  }

  /** The deepest folder that everything is in. */
  #top(): string | undefined {
    let top = '';
    for (;;) {
      const inside = this.#folders.get(top);
      const [only, ...others] = inside?.folders ?? [];
      if (only === undefined || others.length > 0 || (inside?.files.length ?? 0) > 0) return top;
      top = only;
    }
  }

  /** The files that are built from a folder. */
  reached(folder: string): ReadonlySet<ScopedFile> {
    const files = new Set<ScopedFile>();
    const seen = new Set<string>();
    const visit = (path: string): void => {
      const inside = this.#folders.get(path);
      if (inside === undefined || seen.has(path)) return;
      seen.add(path);
      const own = inside.files.find(({ kustomization }) => kustomization !== undefined);
      if (own === undefined) {
        for (const file of inside.files) files.add(file);
        for (const each of inside.folders) visit(each);
        return;
      }
      for (const name of listed(own.kustomization)) {
        const target = resolved(path, name);
        const file = this.#files.get(target);
        if (file === undefined) visit(target);
        else files.add(file);
      }
    };
    visit(folder);
    return files;
  }
}

function resolved(folder: string, path: string): string {
  const steps = folder.split('/');
  for (const step of path.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  return steps.join('/');
}
