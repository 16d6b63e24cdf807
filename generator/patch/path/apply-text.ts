import { finding } from '../../core/codes.ts';
import { isRecord } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { applyOperation, type PathOperation } from '../../paths/apply-operation.ts';
import { openKind } from '../../paths/open-kind.ts';
import type { PathPatchData } from '../../paths/patch.ts';
import type { PatchOptions } from '../options.ts';
import { subjectOf } from '../subject.ts';
import type { PathDocument } from './document.ts';
import { bound } from './operation.ts';
import { withVariables } from './variables.ts';

/** A path patch applied to one object: typed, or a document whose paths are read for the object's kind. */
export function applyTextPatch(
  object: unknown,
  patch: PathPatchData | PathDocument,
  options: PatchOptions,
): unknown {
  return operationsFor(object, patch, options).reduce(applyOperation, object);
}

function operationsFor(
  object: unknown,
  patch: PathPatchData | PathDocument,
  options: PatchOptions,
): readonly PathOperation[] {
  if (!isRecord(patch) || !Array.isArray(patch.operations))
    throw new PatchError([finding('patch/bad-patch', 'a path patch is a map with operations')]);
  if (isTyped(patch)) return patch.operations;
  const { operations } = withVariables(patch as PathDocument, {});
  const { facts } = subjectOf(object, options);
  const kind = facts ?? openKind('unknown/v1', 'object');
  return operations.map((operation) => bound(operation, kind));
}

/** Its paths are values; those of a document are texts. */
function isTyped(patch: PathPatchData | PathDocument): patch is PathPatchData {
  return patch.operations.every((operation) => 'op' in operation);
}
