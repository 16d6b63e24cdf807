import { isRecord, own } from '../../core/json.ts';
import type { Mistake } from '../complaint.ts';
import { fieldPath } from '../path.ts';

/** What is at a path, seen from the folder of the kustomization file; a folder is one that kustomize can build, or not. */
export type Look = (path: string) => 'file' | 'buildable' | 'folder' | undefined;

type Wanted = 'file' | 'folder' | 'either';

/** Where files are named: a path with `*` for every item, and what is to be there. */
const places: readonly (readonly [path: string, wanted: Wanted])[] = [
  ['resources.*', 'either'],
  ['bases.*', 'folder'],
  ['components.*', 'folder'],
  ['crds.*', 'file'],
  ['configurations.*', 'file'],
  ['patches.*.path', 'file'],
  ['patchesJson6902.*.path', 'file'],
  ['patchesStrategicMerge.*', 'file'],
  ['replacements.*.path', 'file'],
  ['generators.*', 'either'],
  ['transformers.*', 'either'],
  ['validators.*', 'either'],
  ['configMapGenerator.*.files.*', 'file'],
  ['configMapGenerator.*.envs.*', 'file'],
  ['configMapGenerator.*.env', 'file'],
  ['secretGenerator.*.files.*', 'file'],
  ['secretGenerator.*.envs.*', 'file'],
  ['secretGenerator.*.env', 'file'],
  ['helmCharts.*.valuesFile', 'file'],
  ['helmCharts.*.additionalValuesFiles.*', 'file'],
  ['openapi.path', 'file'],
];

interface Named {
  readonly pointer: string;
  readonly path: string;
  readonly wanted: Wanted;
}

/** What a kustomization file lists and what is not there. */
export function missingFiles(value: unknown, look: Look): readonly Mistake[] {
  return places
    .flatMap(([path, wanted]) => named(value, path.split('.'), '').map((each) => ({ ...each, wanted })))
    .filter(({ path }) => isLocal(path))
    .flatMap((each) => missing(each, look));
}

/** The folders and files that a kustomization file is built from, as it names them. */
export function listed(value: unknown): readonly string[] {
  return ['resources.*', 'bases.*', 'components.*']
    .flatMap((path) => named(value, path.split('.'), ''))
    .map(({ path }) => path)
    .filter(isLocal);
}

function missing({ pointer, path, wanted }: Named, look: Look): readonly Mistake[] {
  const found = look(path);
  const why =
    found === undefined
      ? 'which is not there'
      : found === 'folder' && wanted !== 'file'
        ? 'a folder without kustomization.yaml'
        : found === 'file' && wanted === 'folder'
          ? 'a file, where a folder is wanted'
          : found !== 'file' && wanted === 'file'
            ? 'a folder, where a file is wanted'
            : undefined;
  if (why === undefined) return [];
  return [
    { code: 'kustomize/missing-file', pointer, message: `${fieldPath(pointer)} names ${path}, ${why}` },
  ];
}

function named(
  value: unknown,
  [step, ...rest]: readonly string[],
  pointer: string,
): readonly Omit<Named, 'wanted'>[] {
  if (step === '*')
    return Array.isArray(value)
      ? value.flatMap((item, index) => named(item, rest, `${pointer}/${index}`))
      : [];
  if (step !== undefined) return isRecord(value) ? named(own(value, step), rest, `${pointer}/${step}`) : [];
  if (typeof value !== 'string' || value === '') return [];
  // A file may be given another name: key=path.
  const path = /\/(files)\/\d+$/.test(pointer) ? value.slice(value.indexOf('=') + 1) : value;
  return [{ pointer, path }];
}

/** Neither an address nor a text in its place. */
function isLocal(path: string): boolean {
  return !/\n|:\/\/|^git@|^git::|\?ref=|\/\/|^[\w-]+(\.[\w-]+)*\.(com|org|io|net|dev)\//.test(path);
}
