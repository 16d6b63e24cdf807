import { byText } from '../core/compare.ts';
import type { Resource } from '../evaluate/resource.ts';
import type { BundleModel, ClusterModel } from '../model/model.ts';
import { bundlesOf } from '../model/walk.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { fileName } from './file-name.ts';
import { join, type Places } from './places.ts';
import type { LayoutRules } from './rules.ts';

/** One file: its documents in order, and who owns it. */
export interface RenderedFile {
  readonly path: string;
  readonly documents: readonly object[];
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

/** Puts resources and engine documents where places say, and lists them in kustomization files. */
export function assemble(
  cluster: ClusterModel,
  resources: readonly Resource[],
  documents: readonly EngineDocument[],
  places: Places,
  rules: LayoutRules,
  usersFiles: readonly string[],
): FileSet {
  const files = new Map<string, { documents: object[]; owner: string }>();
  const entries = new Map<string, Set<string>>();
  const enter = (directory: string, entry: string): void => {
    const known = entries.get(directory);
    if (known === undefined) entries.set(directory, new Set([entry]));
    else known.add(entry);
  };
  const add = (path: string, document: object, owner: string): void => {
    const file = files.get(path);
    if (file === undefined) files.set(path, { documents: [document], owner });
    else file.documents.push(document);
  };
  for (const { bundle } of bundlesOf(cluster))
    if (!entries.has(places.bundle(bundle))) entries.set(places.bundle(bundle), new Set());
  for (const resource of resources) {
    const { bundle } = resource.at;
    const directory = places.application(bundle, resource.application);
    const name = fileName(resource, rules);
    add(join(directory, name), resource.object, `${bundle.name}/${resource.application.name}`);
    enter(places.bundle(bundle), relative(places.bundle(bundle), join(directory, name)));
  }
  entries.set(places.root, entries.get(places.root) ?? new Set());
  for (const file of usersFiles) enter(places.root, file);
  for (const { directory, file, object } of documents) {
    add(join(directory, file), object, cluster.name);
    enter(directory, file);
  }
  for (const at of bundlesOf(cluster)) {
    const directory = places.engine(at);
    const around: BundleModel | undefined = at.umbrellas.at(-1);
    const parent = around === undefined ? places.root : places.bundle(around);
    if (directory !== parent && entries.has(directory)) enter(parent, relative(parent, directory));
  }
  for (const [directory, listed] of entries)
    files.set(join(directory, 'kustomization.yaml'), {
      documents: [kustomization([...listed].sort(byText))],
      owner: cluster.name,
    });
  return new Map(
    [...files].sort(([a], [b]) => byText(a, b)).map(([path, file]) => [path, { path, ...file }]),
  );
}

function kustomization(listed: readonly string[]): object {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: listed };
}

/** From one directory to a path, with `..` where it leads up. */
function relative(from: string, to: string): string {
  const [start, target] = [from.split('/').filter(Boolean), to.split('/').filter(Boolean)];
  let same = 0;
  while (same < start.length && same < target.length && start[same] === target[same]) same++;
  return [...start.slice(same).map(() => '..'), ...target.slice(same)].join('/');
}
