import { compact, equal, isRecord } from '../../core/json.ts';
import type { JsonPatchOperation } from '../../core/patch.ts';
import { PatchError } from '../../core/problem.ts';
import { diffJson } from '../json/diff.ts';
import { withGuards } from '../json/guards.ts';
import { diffMerge } from '../merge/diff.ts';
import type { PatchOptions } from '../options.ts';
import { pathOperations } from '../path/from-json.ts';
import { diffStrategic } from '../strategic/diff.ts';
import { type Subject, subjectOf } from '../subject.ts';
import { applyPatch, insteadOfStrategic } from './apply-patch.ts';
import type { AnyPatch, FoundPatch, PatchForm } from './forms.ts';
import { plain } from './plain.ts';
import { restricted } from './restrict.ts';
import { replacesLists } from './whole-lists.ts';

export interface DiffOptions extends PatchOptions {
  /** The form; auto: the one that says it best. */
  readonly as?: 'auto' | PatchForm | undefined;
  /** Only what differs at or below these paths: text, or typed paths. */
  readonly paths?: readonly (string | object)[] | undefined;
  /** A JSON Patch tests which item it means before it speaks of a position in a list. */
  readonly guards?: boolean | undefined;
}

/** The patch from one object to another, applied and compared before it is called exact. */
export function diffObjects(from: unknown, to: unknown, options: DiffOptions = {}): FoundPatch {
  const subject = subjectOf(from, options);
  const [before, whole] = [plain(from), plain(to)];
  const after = options.paths === undefined ? whole : restricted(before, whole, options.paths, subject);
  const { as = 'auto' } = options;
  return as === 'auto' ? best(before, after, subject, options) : inForm(as, before, after, subject, options);
}

export function inForm(
  form: PatchForm,
  before: unknown,
  after: unknown,
  subject: Subject,
  options: DiffOptions,
): FoundPatch {
  switch (form) {
    case 'json': {
      const operations = diffJson(before, after, subject.schema);
      const patch = options.guards === true ? withGuards(before, operations, subject.schema) : operations;
      return checked({ type: 'json', patch }, before, after, options, saysOperations(operations));
    }
    case 'merge':
      return checked(
        { type: 'merge', patch: diffMerge(before, after) },
        before,
        after,
        options,
        'it says only what differs',
      );
    case 'path':
      return asPath(before, after, subject, options);
    case 'strategic':
      return strategic(before, after, subject, options);
  }
}

function strategic(before: unknown, after: unknown, subject: Subject, options: DiffOptions): FoundPatch {
  const refused = (why: string): FoundPatch => ({ type: 'strategic', patch: {}, exact: false, why });
  if (subject.strategic === 'custom')
    return refused(`the server has no strategic merge patch for custom resources; ${insteadOfStrategic}`);
  if (subject.schema === undefined)
    return refused(
      'no schema is known for the kind, and so not how its lists merge; use a merge or JSON Patch',
    );
  if (!isRecord(before) || !isRecord(after)) return refused('a strategic merge patch is from map to map');
  const patch = diffStrategic(before, after, subject.schema);
  if (patch === undefined)
    return checked(
      { type: 'strategic', patch: { $patch: 'replace', ...after } },
      before,
      after,
      options,
      'nothing smaller says it: the whole object is replaced; a JSON Patch is shorter',
    );
  return checked({ type: 'strategic', patch }, before, after, options, 'it merges lists by their keys');
}

function asPath(before: unknown, after: unknown, subject: Subject, options: DiffOptions): FoundPatch {
  const operations = diffJson(before, after, subject.schema);
  const patch = pathOperations(before, operations, subject);
  if (patch === undefined)
    return {
      type: 'path',
      patch: { operations: [] },
      exact: false,
      why: 'the objects are not of one kind and name',
    };
  return checked({ type: 'path', patch }, before, after, options, 'paths name fields and items');
}

/** Applies what was found; what gives something else is not exact, and says so. */
function checked(
  patch: AnyPatch,
  before: unknown,
  after: unknown,
  options: PatchOptions,
  why: string,
): FoundPatch {
  let exact = false;
  let reason = whyNot(patch.type);
  try {
    exact = equal(plain(applyPatch(before, patch, options)), after);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    reason = error.message;
  }
  return Object.freeze({ ...patch, exact, why: exact ? why : reason });
}

function whyNot(form: PatchForm): string {
  if (form === 'merge') return 'a merge patch cannot let a null stand in a map; use a JSON Patch';
  return 'applied, it gives another object; use a JSON Patch';
}

function saysOperations(operations: readonly JsonPatchOperation[]): string {
  const count = operations.length;
  return count === 0
    ? 'nothing differs'
    : `it says exactly what changes, in ${count} operation${count === 1 ? '' : 's'}`;
}

/** Strategic for kinds of the server, merge for custom resources; a JSON Patch where those would replace more than changes. */
export function best(before: unknown, after: unknown, subject: Subject, options: DiffOptions): FoundPatch {
  const json = (because: string): FoundPatch => {
    const found = inForm('json', before, after, subject, options);
    return { ...found, why: `${because}: a JSON Patch says only what changes` };
  };
  if (!isRecord(before) || !isRecord(after)) return json('the values are not two maps');
  if (subject.strategic === 'yes') {
    const found = strategic(before, after, subject, options);
    if (found.exact && compact(found.patch)?.includes('"$patch":"replace"') === false) return found;
    return json('a strategic merge patch would have to replace a whole list or map');
  }
  const found = inForm('merge', before, after, subject, options);
  if (!found.exact) return json(found.why.split(';')[0] as string);
  if (replacesLists(before, found.patch, subject.schema))
    return json('a merge patch would replace a whole list');
  const kind =
    subject.strategic === 'custom' ? 'the server merges custom resources so' : 'no schema is needed for it';
  return { ...found, why: kind };
}
