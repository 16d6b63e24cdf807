import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { applyOperation, type PathOperation } from '../../paths/apply-operation.ts';
import { misfits } from '../../paths/check-value.ts';
import { openKind } from '../../paths/open-kind.ts';
import { applyPatch } from '../convert/apply-patch.ts';
import type { AnyPatch, PatchForm } from '../convert/forms.ts';
import type { PatchOptions } from '../options.ts';
import { bound } from '../path/operation.ts';
import { subjectOf } from '../subject.ts';
import type { PatchRequest } from './request.ts';
import { selected } from './select.ts';

export interface Applied {
  /** Every document as the patches leave it. */
  readonly values: readonly unknown[];
  /** The indexes of those that a patch was for. */
  readonly touched: ReadonlySet<number>;
}

export interface ApplyOptions extends PatchOptions {
  /** Fields that the schema does not have are let through. */
  readonly allowUnknown?: boolean;
}

/** Patches one after another over the documents of a file. Mistakes are collected; with one, nothing is patched. */
export function applyRequests(
  documents: readonly unknown[],
  requests: readonly PatchRequest[],
  file: string,
  options: ApplyOptions,
): Applied {
  const values = [...documents];
  const touched = new Set<number>();
  const findings: Finding[] = [];
  for (const request of requests)
    try {
      for (const index of selected(request, values, file)) {
        const before = values[index] ?? null;
        const after = applyRequest(before, request, options);
        if (options.allowUnknown !== true) findings.push(...newUnknown(before, after, request, options));
        values[index] = after;
        touched.add(index);
      }
    } catch (error) {
      if (!(error instanceof PatchError)) throw error;
      findings.push(...error.findings.map((each) => ({ source: request.place, ...each })));
    }
  if (findings.length > 0) throw new PatchError(findings);
  return { values, touched };
}

/** One patch, one object. What the form is, where it was not said, depends on the object's kind. */
export function applyRequest(object: unknown, request: PatchRequest, options: PatchOptions): unknown {
  const form = formOf(request, object, options);
  if (form !== 'path') return applyPatch(object, { type: form, patch: request.patch } as AnyPatch, options);
  const { facts } = subjectOf(object, options);
  const kind = facts ?? openKind('unknown/v1', 'object');
  const { operations } = request.patch as { readonly operations: readonly unknown[] };
  if (operations.every((each) => isRecord(each) && 'op' in each))
    return (operations as readonly PathOperation[]).reduce(applyOperation, object);
  return operations.reduce<unknown>((current, operation, index) => {
    const source = request.places?.[index] ?? request.place;
    return applyOperation(current, boundAt(operation, kind, source));
  }, object);
}

function boundAt(
  operation: unknown,
  kind: Parameters<typeof bound>[1],
  source: PatchRequest['place'],
): ReturnType<typeof bound> {
  try {
    return bound(operation, kind, source);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    throw new PatchError(
      error.findings.map((each) => ({ source, ...each })),
      { cause: error },
    );
  }
}

/** A list of operations is a JSON Patch; else strategic for kinds of the server, and merge for all others. */
export function formOf({ form, patch }: PatchRequest, object: unknown, options: PatchOptions): PatchForm {
  if (form !== 'auto') return form;
  if (Array.isArray(patch)) return 'json';
  return subjectOf(object, options).strategic === 'yes' ? 'strategic' : 'merge';
}

/** A field that the schema does not have is a misspelt one, unless it was there before. */
function newUnknown(
  before: unknown,
  after: unknown,
  { place }: PatchRequest,
  options: PatchOptions,
): readonly Finding[] {
  const { facts, name } = subjectOf(after, options);
  if (facts === undefined) return [];
  const located = { node: { ref: facts.root.id }, file: facts.file };
  const known = new Set(unknownIn(located, before).map(({ path }) => path));
  const resource = { apiVersion: facts.apiVersion, kind: facts.kind, ...nameIn(after) };
  return unknownIn(located, after)
    .filter(({ path }) => !known.has(path))
    .map(({ path, message }) => {
      const at = path.replace(/^\./, '');
      return finding('patch/unknown-field', `${name} ${at} ${message}`, {
        resource,
        path: at,
        source: place,
      });
    });
}

function unknownIn(located: Parameters<typeof misfits>[0], value: unknown): ReturnType<typeof misfits> {
  return misfits(located, value).filter(({ code }) => code === 'patch/unknown-field');
}

function nameIn(object: unknown): { readonly name?: string } {
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  const name = isRecord(metadata) ? own(metadata, 'name') : undefined;
  return typeof name === 'string' ? { name } : {};
}
