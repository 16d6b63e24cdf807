import { byText } from '../core/compare.ts';
import { grouped } from '../core/group.ts';
import { isRecord } from '../core/json.ts';
import { folderOf, normalPath } from '../core/path.ts';
import type { KubernetesObject } from '../paths/kind.ts';
import { identityOf } from '../validate/identity.ts';
import type { Adopted, AdoptedBundle } from './adopted.ts';
import { argoOptions, fluxOptions } from './engine-options.ts';
import { ordered, withNeeds, withoutRepeated } from './order.ts';
import { commonest, isReadAs, sourceOf, sourceRead } from './source.ts';
import { filesOf, type ManifestTree, specOf } from './tree.ts';
import { uniqueName } from './unique-name.ts';

/** A tree while it becomes bundles: which files one has, which names are given, what is to be said. */
interface Ground {
  readonly tree: ManifestTree;
  readonly root: string;
  /** What the engine makes itself: its own objects, those of bundles, the source they read. */
  readonly made: ReadonlySet<KubernetesObject>;
  readonly taken: Set<string>;
  readonly names: Set<string>;
  readonly leftOut: Set<KubernetesObject>;
  readonly notes: string[];
}

/** A tree as bundles: one a Flux Kustomization or Argo Application that reads a folder of it, then one a kustomization or folder that is left. */
export function bundlesIn(tree: ManifestTree, root: string): Adopted {
  const objects = [...tree.files.values()].flatMap(({ objects: each }) => each);
  const local = objects.filter((each) => isEngines(each) && folderBehind(each, tree, root) !== undefined);
  const read = commonest(local.map(sourceRead));
  const ours = local.filter((each) => sourceRead(each) === read);
  const engine = objects.some(isApplication) ? 'argo' : 'flux';
  const usual = usualNamespace[engine];
  const namespaceOf = (each: KubernetesObject): string => identityOf(each).namespace ?? usual;
  const home = commonest(ours.map(namespaceOf)) ?? usual;
  const engines = ours.filter((each) => namespaceOf(each) === home);
  const isMade = (each: KubernetesObject): boolean =>
    engines.includes(each) || isOwn(each) || (read !== undefined && isReadAs(each, read));
  const ground: Ground = {
    tree,
    root,
    made: new Set(objects.filter(isMade)),
    taken: new Set(),
    // Flux has one of this name already.
    names: new Set(['flux-system']),
    leftOut: new Set(),
    notes: [],
  };
  for (const each of ours) if (!engines.includes(each)) leaveAsItIs(each, ground);
  const placed = [...enginesBundles(engines, ground), ...overlaysIn(ground), ...kustomizationsIn(ground)];
  leaveUnlisted(ground);
  placed.push(...foldersIn(ground));
  const { made, leftOut, notes } = ground;
  const once = withoutRepeated(placed, tree, made, leftOut, notes);
  const known = new Set(once.map(({ name }) => name));
  const bundled = once.map((each) => ({
    ...each,
    dependsOn: each.dependsOn.filter((name) => known.has(name)),
  }));
  const applications = engines.filter(({ kind }) => kind === 'Application');
  return {
    engine,
    ...(home === usual ? {} : { namespace: home }),
    source: sourceOf(read, objects, applications, home),
    made,
    leftOut,
    bundles: ordered(withNeeds(bundled, tree)),
    notes,
  };
}

const usualNamespace = { argo: 'argocd', flux: 'flux-system' } as const;

/** In another namespace it would be another object, and what it applied would be pruned: so it keeps its path, and what it reads. */
function leaveAsItIs(object: KubernetesObject, ground: Ground): void {
  const { kind, namespace, name } = identityOf(object);
  const folder = folderBehind(object, ground.tree, ground.root) as string;
  const before = new Set(ground.taken);
  bringing(folder, ground);
  for (const path of ground.taken)
    if (!before.has(path))
      for (const each of ground.tree.files.get(path)?.objects ?? []) ground.leftOut.add(each);
  ground.notes.push(
    `${kind} ${namespace}/${name} stays as it is, with ${folder}: its namespace is another one`,
  );
}

function isApplication({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'Application' && apiVersion.startsWith('argoproj.io/');
}

function isEngines(object: KubernetesObject): boolean {
  return isApplication(object) || isFluxKustomization(object);
}

function isFluxKustomization({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/');
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
  const path = isFluxKustomization(object) ? specOf(object, 'path') : specOf(object, 'source', 'path');
  if (typeof path !== 'string') return undefined;
  const plain = normalPath(path);
  if (plain === undefined || plain === '') return undefined;
  return [plain, normalPath(`${root}/${plain}`) ?? plain].find(
    (folder) =>
      tree.kustomizations.has(folder) || [...tree.files.keys()].some((file) => file.startsWith(`${folder}/`)),
  );
}

/** One a Kustomization or Application; one that applies others is around them. */
function enginesBundles(engines: readonly KubernetesObject[], ground: Ground): readonly AdoptedBundle[] {
  const around = new Map<string | undefined, string>();
  const bundles = engines.flatMap((object): readonly AdoptedBundle[] => {
    const { name = 'bundle' } = identityOf(object);
    if (ground.names.has(name)) return [];
    ground.names.add(name);
    const bundle = engineBundle(object, name, ground);
    for (const child of objectsOf(bundle.brings, ground))
      if (engines.includes(child) && child !== object) around.set(identityOf(child).name, name);
    return [bundle];
  });
  return bundles.map((each) => ({ ...each, within: around.get(each.name) }));
}

function engineBundle(object: KubernetesObject, name: string, ground: Ground): AdoptedBundle {
  const { options, left } = isFluxKustomization(object) ? fluxOptions(object) : argoOptions(object);
  if (left.length > 0)
    ground.notes.push(`${object.kind} ${name} says ${left.join(', ')}, which the stack does not`);
  const folder = folderBehind(object, ground.tree, ground.root) as string;
  return { ...plainBundle(name, bringing(folder, ground)), options, dependsOn: dependenciesOf(object) };
}

function plainBundle(name: string, brings: AdoptedBundle['brings']): AdoptedBundle {
  return { name, options: {}, dependsOn: [], brings, environments: [], within: undefined };
}

function objectsOf(brings: AdoptedBundle['brings'], { tree }: Ground): readonly KubernetesObject[] {
  return 'files' in brings ? brings.files.flatMap((path) => tree.files.get(path)?.objects ?? []) : [];
}

/** What a folder brings, which nobody else brings then. */
function bringing(folder: string, { tree, taken }: Ground): AdoptedBundle['brings'] {
  const files = filesOf(tree, folder);
  for (const path of files ?? [...tree.files.keys()].filter((each) => each.startsWith(`${folder}/`)))
    taken.add(path);
  return files === undefined ? { kustomization: folder } : { files };
}

/** Whether a file has something that nobody brings. */
function isLeft(path: string, { tree, taken, made }: Ground): boolean {
  return !taken.has(path) && tree.files.get(path)?.objects.some((each) => !made.has(each)) === true;
}

function leftIn(folder: string, ground: Ground): readonly string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return [...ground.tree.files.keys()].filter((path) => path.startsWith(prefix) && isLeft(path, ground));
}

/** Folders with a kustomization that no other one lists. */
function rootsIn({ tree: { kustomizations }, root }: Ground): readonly string[] {
  const listed = new Set([...kustomizations.values()].flatMap(({ lists }) => lists));
  return [...kustomizations.keys()]
    .filter((folder) => !listed.has(folder) && (root === '' || `${folder}/`.startsWith(`${root}/`)))
    .sort(byText);
}

const overlaysFolder = /(^|\/)(overlays|environments|envs)$/;

/** `overlays/dev`, `overlays/prod` beside each other: one bundle in several environments. */
function overlaysIn(ground: Ground): readonly AdoptedBundle[] {
  const { tree, taken, names } = ground;
  const overlays = rootsIn(ground).filter((folder) => overlaysFolder.test(folderOf(folder)));
  return [...grouped(overlays, folderOf)].map(([parent, folders]): AdoptedBundle => {
    for (const folder of folders) {
      bringing(folder, ground);
      for (const entry of tree.kustomizations.get(folder)?.lists ?? []) {
        if (tree.files.has(entry)) taken.add(entry);
        else bringing(entry, ground);
      }
    }
    return {
      ...plainBundle(uniqueName(folderOf(parent) || 'all', names), {
        kustomization: `${parent}/{environment}`,
      }),
      environments: folders.map((folder) => folder.slice(parent.length + 1)).sort(byText),
    };
  });
}

/** One a kustomization that nobody reads. */
function kustomizationsIn(ground: Ground): readonly AdoptedBundle[] {
  const { tree, root, taken, names } = ground;
  return rootsIn(ground).flatMap((folder) => {
    const files = filesOf(tree, folder);
    const left = files?.filter((path) => isLeft(path, ground)) ?? leftIn(folder, ground);
    if (left.length === 0) return [];
    const brings = files === undefined ? bringing(folder, ground) : { files: left };
    for (const path of files ?? []) taken.add(path);
    return [plainBundle(uniqueName(folder || root, names), brings)];
  });
}

/** What a kustomization around it does not list, nobody applies. */
function leaveUnlisted(ground: Ground): void {
  const { tree, taken, leftOut, notes } = ground;
  const ruled = [...tree.kustomizations.keys()];
  for (const path of leftIn('', ground)) {
    if (!ruled.some((each) => each === '' || path.startsWith(`${each}/`))) continue;
    taken.add(path);
    for (const each of tree.files.get(path)?.objects ?? []) leftOut.add(each);
    notes.push(`${path} is listed by no kustomization, and is left out`);
  }
}

/** One a folder at the top, of what is left. */
function foldersIn(ground: Ground): readonly AdoptedBundle[] {
  const { root, names } = ground;
  const folders = grouped(leftIn('', ground), (path) => {
    const below = root === '' ? path : path.slice(root.length + 1);
    const slash = below.indexOf('/');
    return slash < 0 ? root || 'all' : below.slice(0, slash);
  });
  return [...folders].map(([folder, files]) => plainBundle(uniqueName(folder, names), { files }));
}

function dependenciesOf(object: KubernetesObject): readonly string[] {
  const value = specOf(object, 'dependsOn');
  return Array.isArray(value)
    ? value.flatMap((each) => (isRecord(each) && typeof each.name === 'string' ? [each.name] : []))
    : [];
}
