import { finding } from '../../core/codes.ts';
import { isRecord } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { applyJsonPatch } from '../json/apply.ts';
import { applyMergePatch } from '../merge/apply.ts';
import type { PatchOptions } from '../options.ts';
import { applyTextPatch } from '../path/apply-text.ts';
import { applyStrategicPatch } from '../strategic/apply.ts';
import { type Subject, subjectOf } from '../subject.ts';
import type { AnyPatch } from './forms.ts';

/** The object as a patch of any form leaves it; a changed copy, what was given stays. An error leaves nothing half done. */
export function applyPatch<T>(object: T, patch: AnyPatch, options: PatchOptions = {}): T {
  return applied(object, patch, options) as T;
}

function applied(object: unknown, given: AnyPatch, options: PatchOptions): unknown {
  const { type, patch } = given;
  if (type === 'json') return applyJsonPatch(object, patch);
  if (type === 'merge') return applyMergePatch(object, patch);
  if (type === 'path') return applyTextPatch(object, patch, options);
  if (type !== 'strategic')
    throw new PatchError([
      finding('patch/bad-patch', `there is no form ${JSON.stringify(type)}`, {
        fix: 'it is json, merge, strategic or path',
      }),
    ]);
  const subject = subjectOf(object, options);
  if (subject.schema === undefined || subject.strategic !== 'yes' || !isRecord(object))
    throw noStrategic(subject);
  return applyStrategicPatch(object, patch, subject.schema);
}

/** Why there is no strategic merge patch for an object, and what there is instead. */
export function noStrategic({ strategic, name, facts }: Subject): PatchError {
  if (strategic === 'custom')
    return new PatchError([
      finding(
        'patch/no-strategic',
        `${name} is a custom resource of ${facts?.apiVersion}: the server has no strategic merge patch for it`,
        { fix: insteadOfStrategic },
      ),
    ]);
  return new PatchError([
    finding(
      'patch/unknown-kind',
      `${name} is of no kind that a schema is known for: nothing says how its lists merge`,
      {
        fix: 'use a merge patch or a JSON Patch, or give its definition',
      },
    ),
  ]);
}

export const insteadOfStrategic =
  'use a merge patch, or a JSON Patch (made by the keys of its lists) where a list must keep its other items';
