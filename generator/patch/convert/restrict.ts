import { define, isRecord, type Json, own } from '../../core/json.ts';
import { dataOf, type Step } from '../../paths/data.ts';
import { openKind } from '../../paths/open-kind.ts';
import { parsePath } from '../../paths/parse.ts';
import { type ItemStep, positions } from '../../paths/select.ts';
import type { Subject } from '../subject.ts';

/** The first object with what the second one has at these paths, and nothing else of it. */
export function restricted(
  from: unknown,
  to: unknown,
  paths: readonly (string | object)[],
  { facts }: Subject,
): unknown {
  const kind = facts ?? openKind('unknown/v1', 'object');
  return paths.reduce<unknown>((current, path) => {
    const { steps } = dataOf(typeof path === 'string' ? parsePath(kind, path) : path);
    return taken(steps, current, to);
  }, from);
}

/** Undefined means absent, on both sides. */
function taken(steps: readonly Step[], from: unknown, to: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return to;
  if (step.step === 'field' || step.step === 'key') {
    const [was, is] = [fieldOf(from, step.name), fieldOf(to, step.name)];
    const next = taken(rest, was, is);
    if (next === was) return from;
    const copy: Record<string, unknown> = isRecord(from) ? { ...from } : {};
    if (next === undefined) delete copy[step.name];
    else define(copy, step.name, next);
    return copy;
  }
  return items(step, rest, listOf(from), listOf(to));
}

function items(
  step: ItemStep,
  rest: readonly Step[],
  from: readonly unknown[] | undefined,
  to: readonly unknown[] | undefined,
): unknown {
  const [here, there] = [positions(from ?? [], step), positions(to ?? [], step)];
  const copy: unknown[] = [...(from ?? [])];
  for (const [turn, index] of here.entries()) {
    const other = there[turn];
    copy[index] = taken(rest, copy[index], other === undefined ? undefined : to?.[other]);
  }
  for (const index of there.slice(here.length)) {
    const item = taken(rest, named(step), to?.[index]);
    if (item !== undefined) copy.splice(Math.min(index, copy.length), 0, item);
  }
  const left = copy.filter((item) => item !== undefined);
  return from === undefined && left.length === 0 ? undefined : left;
}

/** An item that is not there yet begins with what the path calls it by. */
function named(step: ItemStep): Json | undefined {
  return step.step === 'item' && isRecord(step.match) ? step.match : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? own(value, name) : undefined;
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}
