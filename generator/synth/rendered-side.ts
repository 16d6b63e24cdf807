import { folderOf } from '../core/path.ts';
import { sha256Of } from '../core/sha256.ts';
import { fileObject, kustomizationObject, type Placed } from '../difference/placed.ts';
import type { FileSet } from '../layout/file-set.ts';
import type { RenderedObject } from '../pipeline/objects.ts';
import { plainText, type TextFile } from '../pipeline/texts.ts';
import type { Gathered } from './gather.ts';
import { placedNow } from './placed-now.ts';
import {
  applicationOf,
  bundleOf,
  isKustomizeKind,
  isManifest,
  isSecretFile,
  type Side,
  type SideFile,
} from './side.ts';

interface RenderedNow {
  readonly clusters: readonly Gathered[];
  readonly rendered: FileSet;
  readonly objects: readonly RenderedObject[];
  readonly files: ReadonlyMap<string, TextFile>;
}

/** What stacks make now. */
export function renderedSide({ clusters, files, rendered, objects }: RenderedNow, base: string): Side {
  const environments = new Map(clusters.map(({ built, environment }) => [built.model.name, environment]));
  return {
    files: new Map(
      [...files].map(([path, { content, cluster, owner }]): [string, SideFile] => [
        path,
        { cluster, environment: environments.get(cluster) ?? '', owner, sha256: sha256Of(content) },
      ]),
    ),
    read: async (paths) => {
      const wanted = new Set(paths);
      const said = objects
        .filter(({ path }) => wanted.has(path))
        .map((each) => placedNow(each, base, applicationOf(files.get(each.path)?.owner)));
      return [...said, ...paths.flatMap((path) => besides(path, files, rendered))];
    },
  };
}

/** What only kustomize reads, and files that are no manifests. */
function besides(path: string, files: RenderedNow['files'], rendered: FileSet): readonly Placed[] {
  const file = files.get(path);
  if (file === undefined) return [];
  const whose = { file: path, owner: bundleOf(file.owner), application: applicationOf(file.owner) };
  if (!isManifest(path)) {
    const look = (each: string): string => plainText(files.get(each)?.content ?? '');
    const secret = isSecretFile(path, look);
    return [{ object: fileObject(path, plainText(file.content), secret), ...whose }];
  }
  return (rendered.get(path)?.documents ?? []).filter(isKustomizeKind).map((document) => ({
    object: kustomizationObject(folderOf(path), document as Readonly<Record<string, unknown>>),
    ...whose,
  }));
}
