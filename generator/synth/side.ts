import { isRecord } from '../core/json.ts';
import { folderOf, joinPath } from '../core/path.ts';
import { fileObject, kustomizationObject, type Placed } from '../difference/placed.ts';
import { readObjects } from '../validate/files/read.ts';
import type { Index, Owned } from '../write/ownership.ts';

/** A file of an output, and whose it is. */
export interface SideFile {
  readonly cluster: string;
  readonly environment: string;
  /** The application, as bundle/application, or the cluster for what its engine reads. */
  readonly owner: string;
  readonly sha256: string;
}

/** An output as it is somewhere: rendered now, committed once, in a folder. Its files are read when they are asked for. */
export interface Side {
  readonly files: ReadonlyMap<string, SideFile>;
  readonly read: (paths: readonly string[]) => Promise<readonly Placed[]>;
}

export const nothing: Side = { files: new Map(), read: async () => [] };

/** What indexes say is there, with the contents of it. */
export function recorded(
  indexes: readonly Index[],
  contents: (paths: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Side {
  const filesOf = ({ cluster, environment, files }: Index): readonly [string, SideFile][] =>
    [...files].map(([path, each]) => [path, { cluster, environment, ...each }]);
  let all: ReadonlyMap<string, SideFile> | undefined;
  const owned = ownedIn(indexes);
  return {
    get files() {
      all ??= new Map(indexes.flatMap(filesOf));
      return all;
    },
    read: async (paths) => {
      const plain = paths.filter((path) => !isManifest(path)).flatMap(kustomizationsAbove);
      const texts = await contents([
        ...new Set([...paths, ...plain.filter((path) => owned(path) !== undefined)]),
      ]);
      const look = (path: string): string | undefined => texts.get(path);
      return paths.flatMap((path) => placedIn(path, look, owned(path)?.owner));
    },
  };
}

/** What indexes say of a path. Paths that are asked for one after the other are of one cluster. */
export function ownedIn(indexes: readonly Index[]): (path: string) => Owned | undefined {
  let near = indexes[0];
  return (path) => {
    if (near?.files.has(path) !== true) near = indexes.find(({ files }) => files.has(path));
    return near?.files.get(path);
  };
}

/** The objects of a file, as something to compare; what is no manifest is compared as a whole. */
export function placedIn(path: string, look: Look, owner: string | undefined): readonly Placed[] {
  const text = look(path);
  if (text === undefined) return [];
  const whose = { file: path, owner: bundleOf(owner), application: applicationOf(owner) };
  if (!isManifest(path)) return [{ object: fileObject(path, text, isSecretFile(path, look)), ...whose }];
  // What cannot be read says nothing of what was there.
  const { objects, kustomizations } = readObjects(text, path);
  return [
    ...objects.map(({ value }) => ({ object: value, ...whose })),
    ...kustomizations.map(({ value }) => ({ object: kustomizationObject(folderOf(path), value), ...whose })),
  ];
}

/** The text of a file, as far as it is known. */
type Look = (path: string) => string | undefined;

/** Whether a Secret may be made of a file: a kustomization around it makes some. */
export function isSecretFile(path: string, look: Look): boolean {
  return kustomizationsAbove(path).some((each) => look(each)?.includes('secretGenerator') === true);
}

function kustomizationsAbove(path: string): readonly string[] {
  const folder = folderOf(path);
  const above = folder === '' ? [] : kustomizationsAbove(folder);
  return [joinPath(folder, 'kustomization.yaml'), ...above];
}

export function isManifest(path: string): boolean {
  return /\.(?:ya?ml|json)$/.test(path);
}

/** What an owner's line in an index says: a cluster by itself has no bundle. */
export function bundleOf(owner = ''): string | undefined {
  const slash = owner.indexOf('/');
  return slash < 0 ? undefined : owner.slice(0, slash);
}

export function applicationOf(owner = ''): string | undefined {
  const slash = owner.indexOf('/');
  return slash < 0 ? undefined : owner.slice(slash + 1);
}

export function isKustomizeKind(object: unknown): boolean {
  return isRecord(object) && String(object.apiVersion).startsWith('kustomize.config.k8s.io/');
}
