import { finding } from '../core/codes.ts';
import type { Place as FilePlace } from '../core/finding.ts';
import { compact, equal } from '../core/json.ts';
import { definedAt, type Origin } from '../core/origin.ts';
import { PatchError } from '../core/problem.ts';
import { misfits } from './check-value.ts';
import { dataOf } from './data.ts';
import { get, insert, move, remove, set } from './operations.ts';
import { stepsText, text } from './text.ts';
import type { Path, Place } from './types.ts';

/** One step of a typed patch, as data, and where it was written. */
export type PathOperation = (
  | { readonly op: 'set' | 'test'; readonly path: object; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: object }
  | { readonly op: 'insert'; readonly place: object; readonly value: unknown }
  | { readonly op: 'move'; readonly path: object; readonly place: object }
) & { readonly origin?: Origin; readonly source?: FilePlace };

/** The object after one operation. A mistake says where the operation was written. */
export function applyOperation(object: unknown, operation: PathOperation): unknown {
  try {
    return applied(object, operation);
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    const { origin, source } = operation;
    const at = {
      ...(origin === undefined ? {} : definedAt(origin)),
      ...(source === undefined ? {} : { source }),
    };
    throw new PatchError(
      error.findings.map((each) => ({ ...at, ...each })),
      { cause: error },
    );
  }
}

function applied(object: unknown, operation: PathOperation): unknown {
  switch (operation.op) {
    case 'set':
      fitting(operation.path, operation.value);
      return set(operation.path as Path<unknown, unknown>, object, operation.value);
    case 'insert':
      fitting(operation.place, operation.value);
      return insert(operation.place as Place<unknown, unknown>, object, operation.value);
    case 'remove':
      return remove(operation.path as Path<unknown, unknown>, object);
    case 'move':
      return move(
        operation.path as Path<unknown, unknown>,
        operation.place as Place<unknown, unknown>,
        object,
      );
    case 'test':
      return tested(object, operation.path as Path<unknown, unknown>, operation.value);
  }
}

/** What the compiler says of a value, said again for values that it has not seen. */
function fitting(path: object, value: unknown): void {
  const { kind, located, steps } = dataOf(path);
  const wrong = misfits(located, value);
  if (wrong.length === 0) return;
  const { apiVersion } = kind;
  throw new PatchError(
    wrong.map((each) => {
      const at = `${stepsText(steps)}${each.path}`;
      return finding(each.code, `${kind.kind} ${at} ${each.message}`, {
        resource: { apiVersion, kind: kind.kind },
        path: at,
      });
    }),
  );
}

function tested(object: unknown, path: Path<unknown, unknown>, value: unknown): unknown {
  const found = get(path, object);
  if (equal(found, value)) return object;
  const message = `${text(path)} is ${compact(found) ?? 'not set'}, the patch expects ${compact(value)}`;
  throw new PatchError([finding('patch/test-failed', message, { path: text(path) })]);
}
