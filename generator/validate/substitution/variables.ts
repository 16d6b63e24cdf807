import { isRecord, own } from '../../core/json.ts';
import { identityOf } from '../identity.ts';
import { hidden, type Lookup } from './expression.ts';

/** `postBuild` of a Flux Kustomization. */
export interface PostBuild {
  readonly substitute?: Readonly<Record<string, unknown>>;
  readonly substituteFrom?: readonly Reference[];
}

export interface Reference {
  readonly kind: string;
  readonly name: string;
}

/** What a Flux Kustomization substitutes; undefined of any other object, and where it says nothing of it. */
export function postBuildOf(object: unknown): PostBuild | undefined {
  if (!isRecord(object) || object.kind !== 'Kustomization') return undefined;
  if (!String(object.apiVersion).startsWith('kustomize.toolkit.fluxcd.io/')) return undefined;
  const postBuild = isRecord(object.spec) ? object.spec.postBuild : undefined;
  if (!isRecord(postBuild)) return undefined;
  const { substitute, substituteFrom } = postBuild;
  return {
    ...(isRecord(substitute) ? { substitute } : {}),
    ...(Array.isArray(substituteFrom) ? { substituteFrom: substituteFrom.filter(isRecord) as never } : {}),
  };
}

/** Finds a ConfigMap or Secret among what is known. */
export type FindObject = (kind: string, namespace: string | undefined, name: string) => unknown;

/** Finds them among objects. */
export function finderIn(objects: readonly unknown[]): FindObject {
  const found = new Map<string, unknown>();
  for (const object of objects) {
    const { kind, namespace = '', name } = identityOf(object);
    if (kind === 'ConfigMap' || kind === 'Secret') found.set(`${kind} ${namespace} ${name}`, object);
  }
  return (kind, namespace, name) => found.get(`${kind} ${namespace ?? ''} ${name}`);
}

/**
 * What variables hold for what a Kustomization applies; undefined where it substitutes nothing, defaults neither. What comes from an
 * object that is not at hand is known only in the cluster.
 */
export function lookupOf(
  { substitute = {}, substituteFrom = [] }: PostBuild,
  namespace: string | undefined,
  find: FindObject,
): Lookup | undefined {
  const values = new Map<string, string>();
  let complete = true;
  for (const { kind, name } of substituteFrom) {
    const found = dataOf(find(kind, namespace, name));
    // An optional one may well be there: the cluster decides.
    if (found === undefined) complete = false;
    else for (const [key, value] of found) values.set(key, oneLine(value));
  }
  for (const [key, value] of Object.entries(substitute))
    if (typeof value === 'string') values.set(key, oneLine(value));
  if (values.size === 0 && complete) return undefined;
  return (name) => values.get(name) ?? (complete ? undefined : hidden);
}

/** Line breaks are taken out of every value. */
function oneLine(value: string): string {
  return value.replaceAll('\n', '');
}

/** What a ConfigMap or Secret holds; undefined where it cannot be read: there is none, or it is encrypted. */
function dataOf(object: unknown): readonly (readonly [string, string])[] | undefined {
  if (!isRecord(object) || own(object, 'sops') !== undefined) return undefined;
  const [plain, encoded] = object.kind === 'Secret' ? ['stringData', 'data'] : ['data', undefined];
  return [
    ...texts(encoded === undefined ? undefined : own(object, encoded)).map(
      ([key, value]) => [key, Buffer.from(value, 'base64').toString('utf8')] as const,
    ),
    ...texts(own(object, plain)),
  ];
}

function texts(map: unknown): readonly (readonly [string, string])[] {
  return isRecord(map)
    ? Object.entries(map).flatMap(([key, value]) =>
        typeof value === 'string' ? [[key, value] as const] : [],
      )
    : [];
}
