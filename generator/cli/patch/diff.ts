import { finding } from '../../core/codes.ts';
import type { Finding } from '../../core/finding.ts';
import { equal } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { diffObjects } from '../../patch/convert/diff-objects.ts';
import { nameOf } from '../../patch/file/reference.ts';
import type { Io } from '../io.ts';
import { readInput } from '../read-input.ts';
import { usage } from '../usage.ts';
import { documentsOf } from './documents.ts';
import { type Found, printFound } from './found.ts';
import { optionsFrom, type PatchValues, typeFrom } from './options.ts';

/** `patch diff A B`: the patch from each object of one file to the same object of another. */
export async function diff(values: PatchValues, [a, b, ...more]: readonly string[], io: Io): Promise<number> {
  if (a === undefined || b === undefined || more.length > 0) throw usage('patch diff takes two files');
  if (a === '-' && b === '-') throw usage('patch diff: only one of the two can be standard input');
  const as = typeFrom(values.as, '--as');
  const options = await optionsFrom(values, io);
  const before = await objectsOf(a, io);
  const after = await objectsOf(b, io);
  const found = paired(before, after, a, b).flatMap(([from, to]): readonly Found[] => {
    if (equal(from, to) && before.length > 1) return [];
    const asked = { ...options, as, paths: values.path, guards: values.guards };
    return [{ object: from, found: diffObjects(from, to, asked) }];
  });
  return printFound(found, values, options, io);
}

async function objectsOf(path: string, io: Io): Promise<readonly unknown[]> {
  const all = documentsOf(await readInput(path, io), path).map(({ value }) => value);
  return all.length > 1 ? all.filter((value) => value !== null) : all;
}

/** One with one whatever they are; else by kind, namespace and name. */
function paired(
  before: readonly unknown[],
  after: readonly unknown[],
  a: string,
  b: string,
): readonly (readonly [unknown, unknown])[] {
  if (before.length === 1 && after.length === 1) return [[before[0], after[0]]];
  const [left, right] = [named(before), named(after)];
  const only = (
    names: Iterable<string>,
    other: ReadonlyMap<string, unknown>,
    file: string,
  ): readonly Finding[] =>
    [...names]
      .filter((name) => !other.has(name))
      .map((name) =>
        finding('patch/no-target', `there is no ${name} in ${file}: no patch makes or deletes objects`),
      );
  const wrong = [...only(left.keys(), right, b), ...only(right.keys(), left, a)];
  if (wrong.length > 0) throw new PatchError(wrong);
  return [...left].map(([name, value]) => [value, right.get(name)]);
}

function named(objects: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(objects.map((object) => [nameOf(object), object]));
}
