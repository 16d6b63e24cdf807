import { finding } from '../core/codes.ts';
import { compact, equal, isRecord, type Json, own } from '../core/json.ts';
import { PatchError } from '../core/problem.ts';
import type { PathData, Step } from './data.ts';
import { stepsText, stepText } from './text.ts';

export type ItemStep = Exclude<Step, { step: 'field' | 'key' }>;

/** The positions that a step selects in a list. */
export function positions(items: readonly unknown[], step: ItemStep): readonly number[] {
  if (step.step === 'each') return items.map((_, index) => index);
  if (step.step === 'index') {
    const index = step.index < 0 ? items.length + step.index : step.index;
    return index >= 0 && index < items.length ? [index] : [];
  }
  const found = items.flatMap((item, index) => (matches(item, step.match, step.defaults) ? [index] : []));
  return step.step === 'item' ? found.slice(0, 1) : found;
}

function matches(item: unknown, match: Json, defaults: Readonly<Record<string, Json>>): boolean {
  if (!isRecord(match)) return equal(item, match);
  return (
    isRecord(item) &&
    Object.entries(match).every(([key, value]) => equal(own(item, key) ?? own(defaults, key), value))
  );
}

/** A selector that finds nothing says what there is. */
export function noSuchItem(
  path: PathData,
  depth: number,
  object: unknown,
  items: readonly unknown[],
): PatchError {
  const step = path.steps[depth] as Step;
  const at = placeText(path, depth);
  const present = items
    .slice(0, 12)
    .map((item) => describe(item, step))
    .join(', ');
  const there =
    items.length === 0 ? 'the list is empty' : `there is ${present}${items.length > 12 ? ', …' : ''}`;
  return new PatchError([
    finding(
      'patch/no-such-item',
      `${nameOf(path, object)} has no item ${stepText(step)} in ${at}; ${there}`,
      {
        path: `${at}${stepText(step)}`,
        ...resourceOf(path, object),
      },
    ),
  ]);
}

function describe(item: unknown, step: Step): string {
  if (!isRecord(item)) return compact(item) ?? 'nothing';
  const wanted =
    step.step === 'item' || step.step === 'where'
      ? Object.keys(isRecord(step.match) ? step.match : {})
      : ['name'];
  const shown = wanted.filter((key) => Object.hasOwn(item, key));
  return shown.length === 0
    ? 'an item without these keys'
    : shown.map((key) => `${key}=${String(item[key])}`).join(',');
}

export function wrongShape(path: PathData, depth: number, object: unknown, value: unknown): PatchError {
  const step = path.steps[depth] as Step;
  const wanted = step.step === 'field' || step.step === 'key' ? 'a map' : 'a list';
  const is = Array.isArray(value) ? 'a list' : isRecord(value) ? 'a map' : compact(value);
  const at = placeText(path, depth) || 'the object';
  const code = wanted === 'a list' ? 'patch/not-a-list' : 'patch/wrong-shape';
  return new PatchError([
    finding(code, `${nameOf(path, object)}: ${at} is ${is}, not ${wanted}`, {
      path: at,
      ...resourceOf(path, object),
    }),
  ]);
}

function placeText({ steps }: PathData, depth: number): string {
  return stepsText(steps.slice(0, depth));
}

function nameOf({ kind }: PathData, object: unknown): string {
  const { name } = identity(object);
  return name === undefined ? kind.kind : `${kind.kind}/${name}`;
}

function resourceOf({ kind }: PathData, object: unknown): object {
  return { resource: { apiVersion: kind.apiVersion, kind: kind.kind, ...identity(object) } };
}

function identity(object: unknown): { readonly name?: string; readonly namespace?: string } {
  const metadata = isRecord(object) ? own(object, 'metadata') : undefined;
  if (!isRecord(metadata)) return {};
  const [name, namespace] = [own(metadata, 'name'), own(metadata, 'namespace')];
  return {
    ...(typeof name === 'string' ? { name } : {}),
    ...(typeof namespace === 'string' ? { namespace } : {}),
  };
}
