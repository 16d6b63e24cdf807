import { isRecord } from '../core/json.ts';
import { folderOf, normalPath } from '../core/path.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { isEncrypted } from '../validate/encrypted.ts';
import { readObjects } from '../validate/files/read.ts';
import { identityOf } from '../validate/identity.ts';

/** A file of manifests as it is found. */
export interface TreeFile {
  /** From the project's root. */
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
  readonly encrypted: boolean;
}

/** What a folder's kustomization says. */
export interface TreeKustomization {
  readonly folder: string;
  /** Files and folders it lists, from the project's root; what lies elsewhere is left out. */
  readonly lists: readonly string[];
  /** It does more than list. */
  readonly transforms: boolean;
}

/** Manifests of a folder, and how kustomize would read them. */
export interface ManifestTree {
  readonly files: ReadonlyMap<string, TreeFile>;
  readonly kustomizations: ReadonlyMap<string, TreeKustomization>;
  /** Files that cannot be read, or whose objects have no name. */
  readonly unreadable: readonly string[];
}

export function readTree(texts: ReadonlyMap<string, string>): ManifestTree {
  const files = new Map<string, TreeFile>();
  const kustomizations = new Map<string, TreeKustomization>();
  const unreadable: string[] = [];
  for (const [path, text] of texts) {
    const { objects, kustomizations: found, findings } = readObjects(text, path);
    // What is created by hand, under a name that the server makes up, is nothing to be rendered.
    const nameless = objects.some(({ value }) => identityOf(value).name === undefined);
    if (findings.length > 0 || nameless) {
      unreadable.push(path);
      continue;
    }
    for (const { value } of found) kustomizations.set(folderOf(path), kustomizationOf(folderOf(path), value));
    const values = objects.map(({ value }) => value as unknown as KubernetesObject);
    if (values.length > 0) files.set(path, { path, objects: values, encrypted: values.some(isEncrypted) });
  }
  return { files, kustomizations, unreadable };
}

const listing = new Set(['apiVersion', 'kind', 'metadata', 'resources', 'bases']);

function kustomizationOf(folder: string, value: Readonly<Record<string, unknown>>): TreeKustomization {
  const entries = [value.resources, value.bases].flatMap((each) => (Array.isArray(each) ? each : []));
  const lists = entries.flatMap((each) => {
    const path = typeof each === 'string' ? normalPath(`${folder}/${each}`) : undefined;
    return path === undefined ? [] : [path];
  });
  const transforms =
    Object.keys(value).some((field) => !listing.has(field)) ||
    entries.length > lists.length ||
    entries.some((each) => String(each).includes('://')) ||
    value.kind === 'Component';
  return { folder, lists, transforms };
}

/** The files that a folder brings, as kustomize and Flux read it; undefined where kustomize makes something else of them. */
export function filesOf(
  { files, kustomizations }: ManifestTree,
  folder: string,
): readonly string[] | undefined {
  const own = kustomizations.get(folder);
  if (own?.transforms === true) return undefined;
  const inside = [...files.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`));
  if (own === undefined) {
    // Flux writes a kustomization of its own then: one that transforms further down is read as such.
    const below = [...kustomizations.keys()].filter(
      (each) => each !== folder && (folder === '' || each.startsWith(`${folder}/`)),
    );
    return below.some((each) => kustomizations.get(each)?.transforms === true) ? undefined : inside;
  }
  const found: string[] = [];
  for (const entry of own.lists) {
    if (files.has(entry)) found.push(entry);
    else if (kustomizations.has(entry)) {
      const inner = filesOf({ files, kustomizations, unreadable: [] }, entry);
      if (inner === undefined) return undefined;
      found.push(...inner);
    } else return undefined;
  }
  return [...new Set(found)];
}

/** A field of an object's spec, however deep. */
export function specOf(object: unknown, ...names: readonly string[]): unknown {
  return ['spec', ...names].reduce<unknown>(
    (value, name) => (isRecord(value) ? value[name] : undefined),
    object,
  );
}
