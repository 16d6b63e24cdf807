import { finding } from '../../core/codes.ts';
import { isRecord } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Operation } from './operation.ts';
import { pointerText } from './pointer.ts';

export type Steps = readonly string[];

/** A step that leads nowhere, and what it was to lead out of. */
export interface Miss {
  readonly at: Steps;
  readonly step: string;
  readonly container: unknown;
}

/** Says what there is instead. */
export function missing({ label }: Operation, { at, step, container }: Miss): PatchError {
  const where = at.length === 0 ? 'the document' : pointerText(at);
  const pointer = pointerText([...at, step]);
  return new PatchError([
    finding('patch/no-such-value', `${label}: ${sentence(where, step, container)}`, { pointer }),
  ]);
}

function sentence(where: string, step: string, container: unknown): string {
  if (Array.isArray(container)) {
    const items = container.length === 0 ? 'is empty' : `has the indexes 0 to ${container.length - 1}`;
    return `there is no ${step} in ${where}, which ${items}`;
  }
  if (!isRecord(container)) return `${where} is ${container === undefined ? 'not there' : 'no map or list'}`;
  const hint = didYouMean(step, Object.keys(container)) ?? 'it is empty';
  return `there is no ${JSON.stringify(step)} in ${where}; ${hint}`;
}
