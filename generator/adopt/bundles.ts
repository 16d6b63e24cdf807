import { byText } from '../core/compare.ts';
import { grouped } from '../core/group.ts';
import { isRecord } from '../core/json.ts';
import { folderOf, normalPath } from '../core/path.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { identityOf } from '../validate/identity.ts';
import type { Adopted, AdoptedBundle } from './adopted.ts';
import { argoOptions, fluxOptions } from './engine-options.ts';
import { ordered, withNeeds, withoutRepeated } from './order.ts';
import { filesOf, type ManifestTree, specOf } from './tree.ts';
import { uniqueName } from './unique-name.ts';

/** A tree as bundles: one a Flux Kustomization or Argo Application that reads a folder of it, then one a kustomization or folder that is left. */
export function bundlesIn(tree: ManifestTree, root: string): Adopted {
  const objects = [...tree.files.values()].flatMap(({ objects: each }) => each);
  const source = sourceIn(objects);
  const engines = objects.filter(
    (object) => isEngines(object) && folderBehind(object, tree, root) !== undefined,
  );
  const taken = new Set<string>();
  const leftOut = new Set<KubernetesObject>();
  const ruled = [...tree.kustomizations.keys()];
  // Flux has one of this name already.
  const names = new Set<string>(['flux-system']);
  const notes: string[] = [];
  const bundles: AdoptedBundle[] = [];
  // What the engine makes itself: its own objects, those of bundles, the source they read.
  const made = new Set(
    objects.filter((each) => engines.includes(each) || isOwn(each) || isSource(each, source.name)),
  );
  const umbrellas = new Map<KubernetesObject, string>();
  for (const object of engines) {
    const folder = folderBehind(object, tree, root) as string;
    const { name = 'bundle' } = identityOf(object);
    if (names.has(name)) continue;
    names.add(name);
    const { options, left } = object.kind === 'Kustomization' ? fluxOptions(object) : argoOptions(object);
    if (left.length > 0)
      notes.push(`${object.kind} ${name} says ${left.join(', ')}, which the stack does not`);
    const brings = bringing(tree, folder, taken);
    if ('files' in brings)
      for (const child of brings.files.flatMap((path) => tree.files.get(path)?.objects ?? []))
        if (engines.includes(child) && child !== object) umbrellas.set(child, name);
    bundles.push({
      name,
      options,
      dependsOn: dependenciesOf(object),
      brings,
      environments: [],
      within: undefined,
    });
  }
  const parents = new Map([...umbrellas].map(([child, name]) => [identityOf(child).name, name]));
  const placed = bundles.map((each) => ({ ...each, within: parents.get(each.name) }));
  placed.push(...overlaysIn(tree, root, taken, names));
  const alone = (brings: AdoptedBundle['brings'], name: string): AdoptedBundle => ({
    name: uniqueName(name, names),
    options: {},
    dependsOn: [],
    brings,
    environments: [],
    within: undefined,
  });
  const isLeft = (path: string): boolean =>
    !taken.has(path) && tree.files.get(path)?.objects.some((each) => !made.has(each)) === true;
  for (const folder of rootsIn(tree, root)) {
    const files = filesOf(tree, folder);
    const left = [...tree.files.keys()].filter(
      (path) => path.startsWith(folder === '' ? '' : `${folder}/`) && isLeft(path),
    );
    if (files === undefined ? left.length === 0 : !files.some(isLeft)) continue;
    const brings = files === undefined ? bringing(tree, folder, taken) : { files: files.filter(isLeft) };
    for (const path of files ?? []) taken.add(path);
    placed.push(alone(brings, folder || root));
  }
  // What a kustomization around it does not list, nobody applies.
  for (const path of [...tree.files.keys()].filter(isLeft)) {
    const folder = ruled.find((each) => each === '' || path.startsWith(`${each}/`));
    if (folder === undefined) continue;
    taken.add(path);
    for (const each of tree.files.get(path)?.objects ?? []) leftOut.add(each);
    notes.push(`${path} is listed by no kustomization, and is left out`);
  }
  for (const [folder, files] of byTopFolder([...tree.files.keys()].filter(isLeft), root))
    placed.push(alone({ files }, folder));
  const once = withoutRepeated(placed, tree, made, leftOut, notes);
  const known = new Set(once.map(({ name }) => name));
  const bundled = once.map((each) => ({
    ...each,
    dependsOn: each.dependsOn.filter((name) => known.has(name)),
  }));
  return {
    engine: objects.some(
      ({ kind, apiVersion }) => kind === 'Application' && apiVersion.startsWith('argoproj.io/'),
    )
      ? 'argo'
      : 'flux',
    source,
    made,
    leftOut,
    bundles: ordered(withNeeds(bundled, tree)),
    notes,
  };
}

function isEngines({ apiVersion, kind }: KubernetesObject): boolean {
  return (
    (kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/')) ||
    (kind === 'Application' && apiVersion.startsWith('argoproj.io/'))
  );
}

function isSource(object: KubernetesObject, name: string): boolean {
  return object.kind === 'GitRepository' && identityOf(object).name === name;
}

/** What flux bootstrap writes: the engine brings its own. */
function isOwn(object: KubernetesObject): boolean {
  return (
    identityOf(object).name === 'flux-system' &&
    ['Kustomization', 'GitRepository', 'OCIRepository'].includes(object.kind)
  );
}

/** The folder of the tree that an engine's object reads; paths are from the repository's top, which the tree may be below. */
function folderBehind(object: KubernetesObject, tree: ManifestTree, root: string): string | undefined {
  const path = object.kind === 'Kustomization' ? specOf(object, 'path') : specOf(object, 'source', 'path');
  if (typeof path !== 'string') return undefined;
  const plain = normalPath(path);
  if (plain === undefined || plain === '') return undefined;
  return [plain, normalPath(`${root}/${plain}`) ?? plain].find(
    (folder) =>
      tree.kustomizations.has(folder) || [...tree.files.keys()].some((file) => file.startsWith(`${folder}/`)),
  );
}

function bringing(tree: ManifestTree, folder: string, taken: Set<string>): AdoptedBundle['brings'] {
  const files = filesOf(tree, folder);
  for (const path of files ?? [...tree.files.keys()].filter((each) => each.startsWith(`${folder}/`)))
    taken.add(path);
  return files === undefined ? { kustomization: folder } : { files };
}

/** Folders with a kustomization that no other one lists. */
function rootsIn({ kustomizations }: ManifestTree, root: string): readonly string[] {
  const listed = new Set([...kustomizations.values()].flatMap(({ lists }) => lists));
  return [...kustomizations.keys()]
    .filter((folder) => !listed.has(folder) && (root === '' || `${folder}/`.startsWith(`${root}/`)))
    .sort(byText);
}

const overlaysFolder = /(^|\/)(overlays|environments|envs)$/;

/** `overlays/dev`, `overlays/prod` beside each other: one bundle in several environments. */
function overlaysIn(
  tree: ManifestTree,
  root: string,
  taken: Set<string>,
  names: Set<string>,
): readonly AdoptedBundle[] {
  const overlays = rootsIn(tree, root).filter((folder) => overlaysFolder.test(folderOf(folder)));
  return [...grouped(overlays, folderOf)].map(([parent, folders]): AdoptedBundle => {
    for (const folder of folders) {
      bringing(tree, folder, taken);
      for (const entry of tree.kustomizations.get(folder)?.lists ?? []) {
        if (tree.files.has(entry)) taken.add(entry);
        else bringing(tree, entry, taken);
      }
    }
    return {
      name: uniqueName(folderOf(parent) || 'all', names),
      options: {},
      dependsOn: [],
      brings: { kustomization: `${parent}/{environment}` },
      within: undefined,
      environments: folders.map((folder) => folder.slice(parent.length + 1)).sort(byText),
    };
  });
}

function dependenciesOf(object: KubernetesObject): readonly string[] {
  const value = specOf(object, 'dependsOn');
  return Array.isArray(value)
    ? value.flatMap((each) => (isRecord(each) && typeof each.name === 'string' ? [each.name] : []))
    : [];
}

function sourceIn(objects: readonly KubernetesObject[]): Adopted['source'] {
  const git = objects.find(({ kind }) => kind === 'GitRepository');
  const application = objects.find(
    (each) => each.kind === 'Application' && typeof specOf(each, 'source', 'repoURL') === 'string',
  );
  const [url, branch] =
    git !== undefined
      ? [specOf(git, 'url'), specOf(git, 'ref', 'branch')]
      : [specOf(application, 'source', 'repoURL'), specOf(application, 'source', 'targetRevision')];
  return {
    name: git === undefined ? 'fleet' : (identityOf(git).name ?? 'fleet'),
    url: typeof url === 'string' ? url : 'https://git.example.com/fleet',
    branch: typeof branch === 'string' && branch !== 'HEAD' ? branch : 'main',
  };
}

function byTopFolder(paths: readonly string[], root: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const below = root === '' ? path : path.slice(root.length + 1);
    const slash = below.indexOf('/');
    const folder = slash < 0 ? root || 'all' : below.slice(0, slash);
    groups.set(folder, [...(groups.get(folder) ?? []), path]);
  }
  return groups;
}
