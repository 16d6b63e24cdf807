import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactsFile, Node, StoredKind } from '../../generator/facts/format.ts';
import { hoist, type Shapes } from '../../generator/facts/published/hoist.ts';
import type { RawSchema } from '../../generator/facts/published/raw.ts';
import { expand, expandTree } from '../../paths-codegen/normalise/expand.ts';
import { merge } from '../../paths-codegen/normalise/merge.ts';
import { share } from '../../paths-codegen/normalise/share.ts';

const releases = ['1.9', '1.10', '1.11', '2.0'];
const name = fc.constantFrom('a', 'b', 'constructor', '__proto__', 'then');
const node: fc.Arbitrary<Node> = fc.oneof(
  fc.constantFrom<Node>(
    { type: 'string' },
    { type: 'integer', format: 'int32' },
    { ref: 'Other' },
    { type: 'array', items: 'string' },
  ),
  fc.record({
    type: fc.constant('string' as const),
    required: fc.constant(true),
    enum: fc.subarray(['x', 'y', 'z'], { minLength: 1 }),
  }),
);
const fields = fc.array(fc.tuple(name, node), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
const shapes: fc.Arbitrary<Shapes> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'C'), fields), { selector: ([id]) => id })
  .map(
    (entries) =>
      new Map(entries.map(([id, each]) => [id, { self: { type: 'object' as const }, fields: each }])),
  );

function file(definitions: FactsFile['definitions'], kinds: readonly StoredKind[] = []): FactsFile {
  return { source: 'test', releases, kinds, definitions };
}

function plain(found: Shapes): unknown {
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, shape]) => [
      id,
      shape.self,
      Object.entries(shape.fields).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
}

describe('merging releases', () => {
  it('loses nothing: every release comes back as it was', () => {
    fc.assert(
      fc.property(
        fc.array(shapes, { minLength: releases.length, maxLength: releases.length }),
        (perRelease) => {
          const merged = file(Object.fromEntries(merge(perRelease, releases)));
          for (const [index, release] of releases.entries())
            expect(plain(expand(merged, release))).toEqual(plain(perRelease[index] as Shapes));
        },
      ),
    );
  });

  it('says since and until only where they differ from what contains the part', () => {
    const with_ = (each: Record<string, Node>): Shapes =>
      new Map([['A', { self: { type: 'object' }, fields: each }]]);
    const [stored] = merge(
      [
        new Map(),
        with_({ a: { type: 'string' } }),
        with_({ a: { type: 'string' }, b: { type: 'string' } }),
        with_({ a: { type: 'integer' } }),
      ],
      releases,
    ).values();
    expect(stored).toEqual({
      self: { type: 'object', since: '1.10' },
      fields: {
        a: [
          { type: 'string', until: '1.11' },
          { type: 'integer', since: '2.0' },
        ],
        b: { type: 'string', since: '1.11', until: '1.11' },
      },
    });
  });
});

const leaf = fc.constantFrom<RawSchema>(
  { type: 'string' },
  { type: 'integer' },
  { type: 'object', additionalProperties: { type: 'string' } },
);
const schema: fc.Arbitrary<RawSchema> = fc.letrec<{ tree: RawSchema; object: RawSchema }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    tie('object'),
    tie('object').map((items) => ({ type: 'array', items })),
  ),
  object: fc
    .dictionary(fc.constantFrom('a', 'b', 'c'), tie('tree'), { minKeys: 1, maxKeys: 3 })
    .map((properties) => ({ type: 'object', properties })),
})).object;

describe('sharing equal definitions', () => {
  it('changes no tree, in any release, and needs no more definitions than before', () => {
    const context = {
      reference: (published: string) => published,
      texts: false,
      zeroDefaults: 'keep' as const,
    };
    const kind = { group: 'g', version: 'v1', kind: 'K', definition: 'v1' };
    fc.assert(
      fc.property(
        fc.array(schema, { minLength: releases.length, maxLength: releases.length }),
        (perRelease) => {
          const hoisted = perRelease.map((each) => {
            const into: Shapes = new Map();
            hoist('v1', each, context, into);
            return into;
          });
          const merged = merge(hoisted, releases);
          const shared = share(merged, ['v1']);
          expect(shared.size).toBeLessThanOrEqual(merged.size);
          const stored = file(Object.fromEntries(shared), [kind]);
          for (const [index, release] of releases.entries())
            expect(plain(expandTree(stored, release))).toEqual(plain(hoisted[index] as Shapes));
          expect([...share(shared, ['v1'])]).toEqual([...shared]);
        },
      ),
    );
  });
});
