import { finding } from '../../core/codes.ts';
import { isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { suggest } from '../../core/suggest.ts';
import { isMeant, nameOf, type Reference } from './reference.ts';
import type { PatchRequest } from './request.ts';

/** Which documents a patch is for, by index. None is an error that lists what is there. */
export function selected(
  request: PatchRequest,
  documents: readonly unknown[],
  file: string,
): readonly number[] {
  const there = documents.flatMap((value, index) => (value === null || value === undefined ? [] : [index]));
  const reference = request.target ?? identityIn(request);
  if (reference === undefined) {
    const [only] = there;
    if (there.length <= 1) return [only ?? 0];
    const message = `${placeText(request)}the patch does not say which object of ${file} it is for`;
    throw new PatchError([
      finding('patch/ambiguous-target', message, {
        source: request.place,
        fix: `say one of ${names(documents)}`,
      }),
    ]);
  }
  const found = there.filter((index) => isMeant(reference, documents[index]));
  if (found.length > 0) return found;
  throw noTarget(reference, documents, file, request);
}

/** A patch that is a partial object says itself which one it is for. */
function identityIn({ patch, form }: PatchRequest): Reference | undefined {
  if (form === 'json' || form === 'path' || !isRecord(patch)) return undefined;
  const [apiVersion, kind, metadata] = [own(patch, 'apiVersion'), own(patch, 'kind'), own(patch, 'metadata')];
  const name = isRecord(metadata) ? own(metadata, 'name') : undefined;
  const namespace = isRecord(metadata) ? own(metadata, 'namespace') : undefined;
  if (typeof kind !== 'string' || typeof name !== 'string') return undefined;
  return {
    kind,
    name,
    ...(typeof apiVersion === 'string' ? { apiVersion } : {}),
    ...(typeof namespace === 'string' ? { namespace } : {}),
    text: nameOf(patch),
  };
}

function noTarget(
  reference: Reference,
  documents: readonly unknown[],
  file: string,
  request: PatchRequest,
): PatchError {
  const [near] = suggest(reference.text, documents.filter(isRecord).map(nameOf));
  const hint = near === undefined ? `there is ${names(documents)}` : `did you mean ${near}?`;
  const message = `${placeText(request)}there is no ${reference.text} in ${file}`;
  return new PatchError([finding('patch/no-target', message, { source: request.place, fix: hint })]);
}

function names(documents: readonly unknown[]): string {
  const all = documents.filter(isRecord).map(nameOf);
  if (all.length === 0) return 'no object';
  const shown = all.slice(0, 12).join(', ');
  return all.length > 12 ? `${shown} and ${all.length - 12} more` : shown;
}

function placeText({ place: { file, line, column } }: PatchRequest): string {
  return line === undefined ? '' : `${file}:${line}:${column}: `;
}
