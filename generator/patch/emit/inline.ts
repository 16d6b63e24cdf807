import { isRecord, own } from '../../core/json.ts';
import { splitApiVersion } from '../../facts/kinds.ts';
import { diffObjects } from '../convert/diff-objects.ts';
import type { PatchOptions } from '../options.ts';
import { subjectOf } from '../subject.ts';
import { isSound } from './sound.ts';
import { fileText } from './text.ts';

/** An entry of `patches` in a kustomization.yaml or of `spec.patches` in a Flux Kustomization. */
export interface EmittedPatch {
  readonly target: {
    readonly group?: string;
    readonly version: string;
    readonly kind: string;
    readonly name: string;
    readonly namespace?: string;
  };
  readonly patch: string;
}

/**
 * What kustomize is told so that it makes one object of another: a partial object where kustomize merges as the server does,
 * a JSON Patch that tests which list items it means everywhere else. Undefined where nothing differs.
 */
export function emitted(
  object: unknown,
  after: unknown,
  options: PatchOptions = {},
): EmittedPatch | undefined {
  const target = targetOf(object);
  if (target === undefined) return undefined;
  const found = diffObjects(object, after, { ...options, as: 'auto' });
  const { schema } = subjectOf(object, options);
  if (found.type !== 'json' && found.exact && isPlain(object, found.patch) && isSound(object, schema)) {
    if (isRecord(found.patch) && Object.keys(found.patch).length === 0) return undefined;
    return { target, patch: fileText(withIdentity(object, found.patch)) };
  }
  const json = diffObjects(object, after, { ...options, as: 'json', guards: true });
  return (json.patch as readonly unknown[]).length === 0
    ? undefined
    : { target, patch: fileText(json.patch) };
}

function targetOf(object: unknown): EmittedPatch['target'] | undefined {
  if (!isRecord(object)) return undefined;
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string')
    return undefined;
  const { group, version } = splitApiVersion(apiVersion);
  return {
    ...(group === 'core' ? {} : { group }),
    version,
    kind,
    name,
    ...(typeof namespace === 'string' ? { namespace } : {}),
  };
}

/** The patch as kustomize reads it from a file: it names its object. */
export function withIdentity(object: unknown, patch: unknown): unknown {
  if (!isRecord(object) || !isRecord(patch)) return patch;
  const { apiVersion, kind, metadata } = object;
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  const metadataOfPatch = isRecord(patch.metadata) ? patch.metadata : {};
  const named = { name, ...(namespace === undefined ? {} : { namespace }), ...metadataOfPatch };
  return {
    apiVersion,
    kind,
    metadata: named,
    ...patch,
    ...(isRecord(patch.metadata) ? { metadata: named } : {}),
  };
}

/** Only fields that are set or taken out: kustomize knows fewer directives, and puts new items elsewhere. */
function isPlain(before: unknown, patch: unknown): boolean {
  if (Array.isArray(patch))
    return !patch.some(isRecord) && (!Array.isArray(before) || !before.some(isRecord));
  if (!isRecord(patch)) return true;
  return Object.keys(patch).every((key) => {
    const was = isRecord(before) ? own(before, key) : undefined;
    if (key.startsWith('$')) return false;
    if (key === 'finalizers') return false;
    const is = own(patch, key);
    return is === null ? was !== undefined : isPlain(was, is);
  });
}
