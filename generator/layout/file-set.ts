import { byText } from '../core/compare.ts';
import { isBelow, joinPath, relativePath } from '../core/path.ts';
import type { Evaluated, Placed } from '../evaluate/evaluate.ts';
import type { ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { fileName, patchFileName } from './file-name.ts';
import { type Kustomization, kustomizationObject, newKustomization } from './kustomization.ts';
import type { Places } from './places.ts';
import type { LayoutRules } from './rules.ts';

/** One file: its documents in order, or its bytes, and who owns it. */
export interface RenderedFile {
  readonly path: string;
  readonly documents: readonly object[];
  /** Of a file that is copied. */
  readonly content?: string | Uint8Array;
  readonly cluster: string;
  /** The application, as bundle/application, or the cluster for what its engine reads. */
  readonly owner: string;
}

/** What a render makes, in memory: path below the output → file, sorted. */
export type FileSet = ReadonlyMap<string, RenderedFile>;

/** An object of the engine and the directory it was asked for. */
export interface EngineDocument {
  readonly directory: string;
  readonly file: string;
  readonly object: KubernetesObject;
}

/** What an engine wants in the files beside its documents. */
export interface EngineWishes {
  /** Files that are listed in the root directory without being written. */
  readonly usersFiles: readonly string[];
  /** Files that are written into the root directory as they are, and listed. */
  readonly copies: readonly { readonly file: string; readonly content: Uint8Array }[];
  /** Directories of bundles that nothing reads. */
  readonly unread: ReadonlySet<string>;
}

/** Puts resources, parts and engine documents where places say, and lists them in kustomization files. */
export function assemble(
  cluster: ClusterModel,
  { resources, parts, emitted }: Pick<Evaluated, 'resources' | 'parts' | 'emitted'>,
  documents: readonly EngineDocument[],
  places: Places,
  rules: LayoutRules,
  { usersFiles, copies, unread }: EngineWishes,
): FileSet {
  const files = new Map<string, { documents: object[]; content?: string | Uint8Array; owner: string }>();
  const kustomizations = new Map<string, Kustomization>();
  const listing = (directory: string): Kustomization => {
    const known = kustomizations.get(directory) ?? newKustomization();
    kustomizations.set(directory, known);
    return known;
  };
  const add = (path: string, document: object, owner: string): void => {
    const file = files.get(path);
    if (file === undefined) files.set(path, { documents: [document], owner });
    else file.documents.push(document);
  };
  for (const { bundle } of bundlesOf(cluster))
    if (!unread.has(places.bundle(bundle))) listing(places.bundle(bundle));
  for (const resource of resources) {
    if (resource.file !== undefined) continue;
    const { bundle } = resource.at;
    const home = places.bundle(bundle);
    const path = joinPath(places.application(bundle, resource.application), fileName(resource, rules));
    add(path, resource.object, `${bundle.name}/${resource.application.name}`);
    listing(home).resources.add(relativePath(home, path));
  }
  for (const { part, at, application } of parts) {
    // Said by checkParts; what would leave the directory is not even held in memory.
    if (part.part === 'file' && !isBelow(part.path)) continue;
    const home = places.bundle(at.bundle);
    const folder = places.files(at.bundle, application);
    if (part.part === 'file')
      files.set(joinPath(folder, part.path), {
        documents: [],
        content: part.content,
        owner: `${at.bundle.name}/${application.name}`,
      });
    list(part, () => listing(home), relativePath(home, folder), joinPath(rules.base, home));
  }
  for (const { at, application, emit, entry } of emitted) {
    const home = places.bundle(at.bundle);
    const { target, patch } = entry;
    if (emit === 'kustomization') listing(home).patches.push({ target, patch });
    if (emit !== 'file') continue;
    const path = patchFileName(target);
    const owner = `${at.bundle.name}/${application.name}`;
    files.set(joinPath(home, path), { documents: [], content: patch, owner });
    listing(home).patches.push({ path, target });
  }
  listing(places.root);
  for (const file of usersFiles) listing(places.root).resources.add(file);
  for (const { file, content } of copies) {
    files.set(joinPath(places.root, file), { documents: [], content, owner: cluster.name });
    listing(places.root).resources.add(file);
  }
  for (const { directory, file, object } of documents) {
    add(joinPath(directory, file), object, cluster.name);
    listing(directory).resources.add(file);
  }
  for (const at of bundlesOf(cluster)) {
    const [directory, parent] = [places.engine(at), places.listedBy(at)];
    if (directory !== parent && kustomizations.has(directory))
      listing(parent).resources.add(relativePath(parent, directory));
  }
  for (const [directory, kustomization] of kustomizations)
    files.set(joinPath(directory, 'kustomization.yaml'), {
      documents: [kustomizationObject(kustomization)],
      owner: cluster.name,
    });
  return new Map(
    [...files]
      .sort(([a], [b]) => byText(a, b))
      .map(([path, file]) => [path, { path, cluster: cluster.name, ...file }]),
  );
}

/** What a part adds to the kustomization of its bundle; `base` is where that is in the repository. */
function list(part: Placed['part'], kustomization: () => Kustomization, folder: string, base: string): void {
  switch (part.part) {
    case 'file':
      if (part.holds !== undefined) kustomization().resources.add(joinPath(folder, part.path));
      return;
    case 'entry':
      kustomization().resources.add(
        part.of === 'files' ? joinPath(folder, part.path) : relativePath(base, part.path),
      );
      return;
    case 'generator':
      kustomization().generators.push({ part, folder });
  }
}
