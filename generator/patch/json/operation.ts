import { finding } from '../../core/codes.ts';
import { isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import { readPointer } from './pointer.ts';

/** An operation that has been read: pointers are steps, and what its kind needs is there. */
export interface Operation {
  readonly op: (typeof names)[number];
  readonly path: readonly string[];
  readonly from: readonly string[];
  readonly value: unknown;
  /** For messages: `operation 2, add /spec/replicas`. */
  readonly label: string;
}

const names = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

/** Every operation of a patch, or an error that names the first bad one; fields that mean nothing are let be. */
export function readOperations(patch: unknown): readonly Operation[] {
  if (!Array.isArray(patch)) throw bad('a JSON Patch is a list of operations');
  return patch.map(readOperation);
}

function readOperation(given: unknown, index: number): Operation {
  const number = `operation ${index + 1}`;
  if (!isRecord(given)) throw bad(`${number} is not a map with op and path`);
  const op = own(given, 'op');
  if (typeof op !== 'string') throw bad(`${number} has no op; it is one of ${names.join(', ')}`);
  const known = names.find((name) => name === op);
  if (known === undefined)
    throw bad(
      `${number}: there is no operation ${op}; ${didYouMean(op, names) ?? `it is one of ${names.join(', ')}`}`,
    );
  const path = pointerOf(given, 'path', `${number}, ${op}`);
  const label = `${number}, ${op} ${String(own(given, 'path'))}`;
  const moves = known === 'move' || known === 'copy';
  const takes = known === 'add' || known === 'replace' || known === 'test';
  if (takes && own(given, 'value') === undefined) throw bad(`${label}: it has no value`);
  return {
    op: known,
    path,
    from: moves ? pointerOf(given, 'from', label) : [],
    value: own(given, 'value'),
    label,
  };
}

function pointerOf(given: object, name: 'path' | 'from', label: string): readonly string[] {
  const pointer = own(given, name);
  if (typeof pointer !== 'string')
    throw bad(`${label}: ${name} is ${pointer === undefined ? 'missing' : 'not a text'}`);
  const steps = readPointer(pointer);
  if (steps !== undefined) return steps;
  const message = `${label}: ${JSON.stringify(pointer)} is no JSON Pointer`;
  throw new PatchError([finding('patch/bad-pointer', message, { pointer })]);
}

function bad(message: string): PatchError {
  return new PatchError([finding('patch/bad-patch', message)]);
}
