import { describe, expect, it } from 'vitest';
import { equal } from '../../generator/core/json.ts';
import { kindFacts } from '../../generator/facts/kinds.ts';
import { type ReleaseSchema, schemaOfKind } from '../../generator/facts/release-schema.ts';
import { applyStrategicPatch } from '../../generator/patch/strategic/apply.ts';
import { diffStrategic } from '../../generator/patch/strategic/diff.ts';
import type { Fields } from '../../generator/patch/strategic/place.ts';
import { patchedKinds } from '../support/patched-kinds.ts';
import { mutated, pick, type Random, randomOf, randomValue } from '../support/random-object.ts';
import { type Request, upstream } from './upstream.ts';

const seed = Number(process.env.PLIMSOLL_SEED ?? 1);
const rounds = Number(process.env.PLIMSOLL_ROUNDS ?? 40);

interface Case {
  readonly apiVersion: string;
  readonly kind: string;
  readonly schema: ReleaseSchema;
  readonly from: Fields;
  readonly to: Fields;
}

function cases(random: Random): readonly Case[] {
  return patchedKinds.flatMap(([apiVersion, kind]) => {
    const facts = kindFacts(apiVersion, kind);
    if (facts === undefined) throw new Error(`${kind} is not known`);
    const schema = schemaOfKind(facts, '1.36');
    return Array.from({ length: rounds }, () => {
      const from = { ...(randomValue(schema, random) as Fields), apiVersion, kind };
      const to = { ...(mutated(from, schema, random) as Fields), apiVersion, kind };
      return { apiVersion, kind, schema, from, to };
    });
  });
}

function ours(run: () => unknown): { readonly result?: unknown; readonly error?: string } {
  try {
    return { result: run() };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

/** A patch with directives put in at random places. */
function directed(patch: unknown, random: Random): unknown {
  if (Array.isArray(patch)) {
    const items = patch.map((item) => (typeof item === 'object' ? directed(item, random) : item));
    if (random() < 0.1) items.unshift({ $patch: pick(random, ['replace', 'delete', 'merge', 'nonsense']) });
    return items;
  }
  if (typeof patch !== 'object' || patch === null) return random() < 0.05 ? null : patch;
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(patch)) {
    fields[key] = directed(value, random);
    if (Array.isArray(value) && random() < 0.15) {
      const items = value.map((item) =>
        typeof item === 'object' && item !== null && 'name' in item ? { name: item.name } : item,
      );
      if (random() < 0.5) items.reverse();
      fields[`$setElementOrder/${key}`] = items;
    }
    // Go's maps have no order: what a patch both brings and takes away may end either way.
    if (Array.isArray(value) && value.length > 0 && value.every(isText) && random() < 0.1) {
      const gone = pick(random, [['log'], ['a', 'c.d'], []]);
      fields[`$deleteFromPrimitiveList/${key}`] = gone.filter((each) => !value.includes(each));
      fields[key] = value;
    }
  }
  if (random() < 0.05) fields.$retainKeys = Object.keys(fields).slice(random() < 0.3 ? 1 : 0);
  if (random() < 0.04) fields.$patch = pick(random, ['replace', 'delete', 'merge']);
  return fields;
}

/** The first place where two values differ, and what stands there. */
function difference(a: unknown, b: unknown, path: string): string | undefined {
  if (equal(a, b)) return undefined;
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null)
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const found = difference(
        (a as Record<string, unknown>)[key],
        (b as Record<string, unknown>)[key],
        `${path}/${key}`,
      );
      if (found !== undefined) return found;
    }
  return `${path}: theirs ${JSON.stringify(a)}, ours ${JSON.stringify(b)}`;
}

function compare(requests: readonly (Request & { readonly schema: ReleaseSchema })[]) {
  const theirs = upstream(requests.map(({ schema: _, ...request }) => request));
  return requests.flatMap(({ schema, ...request }, index) => {
    const { result, error } = theirs[index] as { result?: unknown; error?: string };
    const mine = ours(() => applyStrategicPatch(request.original as Fields, request.patch, schema));
    // Where the upstream falls over, any answer is as good.
    if (error?.startsWith('panic') === true) return [];
    const same = error === undefined ? equal(mine.result, result) : mine.error !== undefined;
    return same
      ? []
      : [{ ...request, theirs: { result, error }, mine, at: difference(result, mine.result, '') }];
  });
}

describe(`against the upstream's own answers, seed ${seed}`, () => {
  const all = cases(randomOf(seed));

  it('applies what the upstream applies, directives and errors included', () => {
    const random = randomOf(seed + 1);
    const requests = all.map(({ apiVersion, kind, schema, from, to }) => {
      const patch = directed(random() < 0.5 ? to : (diffStrategic(from, to, schema) ?? to), random);
      return { op: 'strategic' as const, apiVersion, kind, original: from, patch, schema };
    });
    const wrong = compare(requests);
    expect(
      wrong
        .map(({ kind, theirs, mine, at }) => `${kind}: ${theirs.error ?? ''} | ${mine.error ?? ''} | ${at}`)
        .slice(0, 5),
    ).toEqual([]);
  });

  it('finds patches that the upstream applies to exactly the target', () => {
    const found = all.map((each) => ({ ...each, patch: diffStrategic(each.from, each.to, each.schema) }));
    const exact = found.filter(({ patch }) => patch !== undefined);
    expect(exact.length / found.length).toBeGreaterThan(0.99);
    const answers = upstream(
      exact.map(({ apiVersion, kind, from, patch }) => ({
        op: 'strategic',
        apiVersion,
        kind,
        original: from,
        patch,
      })),
    );
    const wrong = exact.filter(({ to }, index) => !equal(answers[index]?.result, to));
    expect(wrong.slice(0, 1).map(({ from, to, patch }, i) => JSON.stringify({ from, to, patch, i }))).toEqual(
      [],
    );
  });

  it('gives what the upstream gives for the patches that the upstream makes', () => {
    const made = upstream(
      all.map(({ apiVersion, kind, from, to }) => ({
        op: 'diff',
        apiVersion,
        kind,
        original: from,
        patch: to,
      })),
    );
    const requests = all.flatMap(({ apiVersion, kind, schema, from }, index) => {
      const patch = made[index]?.result;
      return patch === undefined
        ? []
        : [{ op: 'strategic' as const, apiVersion, kind, original: from, patch, schema }];
    });
    expect(requests.length).toBeGreaterThan(all.length / 2);
    expect(
      compare(requests)
        .slice(0, 1)
        .map((each) => JSON.stringify(each)),
    ).toEqual([]);
  });
});
