import { canonical, define, own } from '../../generator/core/json.ts';
import { pack } from '../../generator/facts/definition.ts';
import type {
  Node,
  Ranged,
  StoredDefinition,
  StoredKind,
  StoredNode,
  Variants,
} from '../../generator/facts/format.ts';
import type { Shape, Shapes } from '../../generator/facts/published/hoist.ts';

/** The same part in each release of an axis, undefined where a release does not have it. */
type Column<T> = readonly (T | undefined)[];

interface Run<T> extends Ranged {
  readonly value: T;
}

/**
 * Neighbouring releases that say the same become one run. Ends that coincide with those of what contains the part
 * are left out: absent means "as long as the container".
 */
export function runs<T>(
  column: Column<T>,
  releases: readonly string[],
  container: Column<unknown>,
): readonly Run<T>[] {
  const present = (index: number): boolean => container[index] !== undefined;
  const found: { value: T; text: string; first: number; last: number }[] = [];
  column.forEach((value, index) => {
    if (value === undefined) return;
    const text = canonical(value);
    const last = found.at(-1);
    const gap =
      last === undefined ||
      column.slice(last.last + 1, index).some((_, step) => present((last?.last ?? 0) + 1 + step));
    if (last !== undefined && last.text === text && !gap) last.last = index;
    else found.push({ value, text, first: index, last: index });
  });
  const first = releases.findIndex((_, index) => present(index));
  const last = releases.findLastIndex((_, index) => present(index));
  return found.map((run) => ({
    value: run.value,
    ...(run.first > first ? { since: releases[run.first] as string } : {}),
    ...(run.last < last ? { until: releases[run.last] as string } : {}),
  }));
}

/** Definitions of several releases, oldest first, as stored definitions with ranges. */
export function merge(
  perRelease: readonly (Shapes | undefined)[],
  releases: readonly string[],
): Map<string, StoredDefinition> {
  const ids = [...new Set(perRelease.flatMap((shapes) => [...(shapes?.keys() ?? [])]))].sort();
  const axis = perRelease.map((shapes) => shapes && true);
  return new Map(
    ids.map((id) => [
      id,
      mergeOne(
        perRelease.map((shapes) => shapes?.get(id)),
        releases,
        axis,
      ),
    ]),
  );
}

function mergeOne(column: Column<Shape>, releases: readonly string[], axis: Column<true>): StoredDefinition {
  const self = store(
    runs(
      column.map((shape) => shape?.self),
      releases,
      axis,
    ),
  );
  const names = [...new Set(column.flatMap((shape) => Object.keys(shape?.fields ?? {})))].sort();
  const fields: Record<string, Variants> = {};
  for (const name of names) {
    const nodes = column.map((shape) => shape && (own(shape.fields, name) as Node | undefined));
    define(fields, name, store(runs(nodes, releases, column)));
  }
  return {
    ...(self === 'object' ? {} : { self }),
    ...(names.length > 0 ? { fields } : {}),
  };
}

function store(found: readonly Run<Node>[]): Variants {
  const variants: StoredNode[] = found.map(({ value, ...range }) => pack({ ...value, ...range }));
  return variants.length === 1 ? (variants[0] as StoredNode) : variants;
}

/** A kind of several releases: what the newest says of it, and from which to which release it exists. */
export function mergeKind(
  column: readonly (StoredKind | undefined)[],
  releases: readonly string[],
): StoredKind {
  const latest = column.findLast((each) => each !== undefined) as StoredKind;
  const found = runs(
    column.map((each) => each && true),
    releases,
    releases,
  );
  const [since, until] = [found[0]?.since, found.at(-1)?.until];
  return { ...latest, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}
