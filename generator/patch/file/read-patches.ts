import { finding } from '../../core/codes.ts';
import type { Place } from '../../core/finding.ts';
import { isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import type { PathDocument } from '../path/document.ts';
import { type Values, withVariables } from '../path/variables.ts';
import { type ParsedPatches, parseDocument } from './parse-document.ts';
import { type Reference, readReference } from './reference.ts';
import type { PatchRequest } from './request.ts';

/** Every patch of a file: a document each. What form it has is told by its shape, unless it is said. */
export function readPatches(
  text: string,
  file: string,
  form: PatchRequest['form'],
  variables: Values,
): readonly PatchRequest[] {
  const parsed = parseDocument(text, file);
  return parsed.values.flatMap((value, index) => {
    if (value === null) return [];
    const place = parsed.place(index);
    if (isPathDocument(value) && (form === 'auto' || form === 'path'))
      return [pathPatch(parsed, index, variables)];
    if (form === 'path') throw noOperations(place);
    return form === 'auto' ? entries(value, place) : [{ form, patch: value, place }];
  });
}

function isPathDocument(value: unknown): boolean {
  return isRecord(value) && Array.isArray(own(value, 'operations')) && own(value, 'apiVersion') === undefined;
}

function pathPatch(parsed: ParsedPatches, index: number, variables: Values): PatchRequest {
  const placeOf = (operation: number): Place => parsed.itemPlace(index, 'operations', operation);
  const document = withVariables(parsed.bare[index] as PathDocument, variables, placeOf);
  // Names of objects are text, whatever they look like.
  const target =
    own(parsed.values[index] as object, 'target') === undefined ? undefined : targetOf(document.target);
  return {
    form: 'path',
    patch: document,
    place: parsed.place(index),
    places: document.operations.map((_, operation) => placeOf(operation)),
    ...(target === undefined ? {} : { target }),
  };
}

/** An entry as kustomizations and Flux have it, `{ target, patch }`, or lists of them; anything else is the patch itself. */
function entries(value: unknown, place: Place): readonly PatchRequest[] {
  const listed = isRecord(value) ? (own(value, 'patches') ?? own(specOf(value), 'patches')) : undefined;
  if (Array.isArray(listed) && isRecord(value) && value.kind === 'Kustomization')
    return listed.flatMap((entry) => entries(entry, place));
  if (!isRecord(value) || own(value, 'patch') === undefined || own(value, 'kind') !== undefined)
    return [{ form: 'auto', patch: value, place }];
  const { target, patch } = value;
  const inner = typeof patch === 'string' ? parseDocument(patch, place.file).values : [patch];
  const meant = target === undefined ? {} : { target: targetOf(target) };
  return inner.map((each) => ({ form: 'auto', patch: each, place, ...meant }));
}

function specOf(value: Readonly<Record<string, unknown>>): object {
  return isRecord(value.spec) ? value.spec : {};
}

/** A reference as text, or a map: ours, or that of kustomize. */
export function targetOf(given: unknown): Reference {
  const plain = bareless(given);
  if (typeof plain === 'string') return readReference(plain);
  if (!isRecord(plain))
    throw new PatchError([finding('patch/bad-patch', 'the target of a patch is a map, or kind/name')]);
  const text = (name: string): string | undefined => {
    const value = own(plain, name);
    return typeof value === 'string' ? value : undefined;
  };
  const [group, version] = [text('group'), text('version')];
  const apiVersion =
    text('apiVersion') ?? (version === undefined || group === undefined ? undefined : `${group}/${version}`);
  const labels = own(plain, 'labels') ?? text('labelSelector');
  const fields = { kind: text('kind'), name: text('name'), namespace: text('namespace'), apiVersion, labels };
  const meant = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const described = [fields.kind, fields.namespace, fields.name]
    .filter((part) => part !== undefined)
    .join('/');
  return { ...meant, ...(group === undefined || apiVersion !== undefined ? {} : { group }), text: described };
}

function bareless(value: unknown): unknown {
  if (isRecord(value) && !('text' in value && 'from' in value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bareless(each)]));
  return isRecord(value) ? value.text : value;
}

function noOperations({ file, line, column }: Place): PatchError {
  const message = `${file}:${line}:${column}: a path patch is a map with operations`;
  return new PatchError([
    finding('patch/bad-patch', message, { source: { file, line: line ?? 1, column: column ?? 1 } }),
  ]);
}
