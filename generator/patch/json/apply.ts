import { finding } from '../../core/codes.ts';
import { compact, define, equal, isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { Draft } from './draft.ts';
import { type Miss, missing, type Steps } from './miss.ts';
import { type Operation, readOperations } from './operation.ts';
import { pointerText, readIndex } from './pointer.ts';

/** JSON Patch (RFC 6902): all operations or none; what was given is not changed. */
export function applyJsonPatch(object: unknown, patch: unknown): unknown {
  const operations = readOperations(patch);
  const draft = new Draft(object);
  for (const operation of operations) apply(draft, operation);
  return draft.root;
}

function apply(draft: Draft, operation: Operation): void {
  const { op, path, from, value } = operation;
  if (op === 'add') add(draft, path, value, operation);
  else if (op === 'remove') remove(draft, path, operation);
  else if (op === 'replace') replace(draft, path, value, operation);
  else if (op === 'test') test(draft, operation);
  else if (op === 'move') move(draft, operation);
  else {
    const copied = valueAt(draft.root, from, operation);
    draft.shared();
    add(draft, path, copied, operation);
  }
}

function add(draft: Draft, path: Steps, value: unknown, operation: Operation): void {
  const last = path.at(-1);
  if (last === undefined) {
    draft.root = value;
    return;
  }
  const above = path.slice(0, -1);
  const container = valueAt(draft.root, above, operation);
  if (Array.isArray(container)) {
    const index = last === '-' ? container.length : indexOf(last, path, operation);
    if (index > container.length) throw missing(operation, { at: above, step: last, container });
    (draft.writable(above) as unknown[]).splice(index, 0, value);
  } else if (isRecord(container)) define(draft.writable(above), last, value);
  else throw missing(operation, { at: above, step: last, container });
}

function remove(draft: Draft, path: Steps, operation: Operation): unknown {
  const last = path.at(-1);
  if (last === undefined)
    throw new PatchError([
      finding('patch/bad-patch', `${operation.label}: the whole document cannot be removed`),
    ]);
  const value = valueAt(draft.root, path, operation);
  const container = draft.writable(path.slice(0, -1));
  if (Array.isArray(container)) container.splice(Number(last), 1);
  else delete container[last];
  return value;
}

function replace(draft: Draft, path: Steps, value: unknown, operation: Operation): void {
  const last = path.at(-1);
  if (last === undefined) {
    draft.root = value;
    return;
  }
  valueAt(draft.root, path, operation);
  const container = draft.writable(path.slice(0, -1));
  if (Array.isArray(container)) container[Number(last)] = value;
  else define(container, last, value);
}

function test({ root }: Draft, operation: Operation): void {
  const found = valueAt(root, operation.path, operation);
  if (equal(found, operation.value)) return;
  const message = `${operation.label}: it is ${shown(found)}, the patch expects ${shown(operation.value)}`;
  throw new PatchError([finding('patch/test-failed', message, { pointer: pointerText(operation.path) })]);
}

function move(draft: Draft, operation: Operation): void {
  const { from, path } = operation;
  const below = path.length > from.length && from.every((step, index) => step === path[index]);
  if (below)
    throw new PatchError([finding('patch/bad-patch', `${operation.label}: a value cannot move into itself`)]);
  valueAt(draft.root, from, operation);
  if (pointerText(from) !== pointerText(path)) add(draft, path, remove(draft, from, operation), operation);
}

/** What stands at the end of the steps; a step that leads nowhere is an error that says what there is. */
function valueAt(root: unknown, steps: Steps, operation: Operation): unknown {
  let value = root;
  for (const [depth, step] of steps.entries()) {
    const miss: Miss = { at: steps.slice(0, depth), step, container: value };
    if (Array.isArray(value)) {
      const index = step === '-' ? value.length : indexOf(step, steps.slice(0, depth + 1), operation);
      if (index >= value.length) throw missing(operation, miss);
      value = value[index];
    } else if (isRecord(value) && Object.hasOwn(value, step)) value = own(value, step);
    else throw missing(operation, miss);
  }
  return value;
}

function indexOf(step: string, path: Steps, { label }: Operation): number {
  const index = readIndex(step);
  if (index !== undefined) return index;
  const message = `${label}: ${JSON.stringify(step)} is no index of a list`;
  throw new PatchError([finding('patch/bad-pointer', message, { pointer: pointerText(path) })]);
}

/** Short enough for a sentence. */
function shown(value: unknown): string {
  const text = compact(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
