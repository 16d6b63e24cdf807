import { isRecord, own } from '../../core/json.ts';
import type { Definition } from '../../facts/definition.ts';
import { tableKey } from '../../facts/home.ts';
import { within } from '../../facts/range.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { definitionOf, itemsOf, type Located, valuesOf } from '../../facts/resolve.ts';
import { gatedFields, gatedNames } from '../../facts/server.ts';
import type { Mistake } from '../complaint.ts';
import { below, fieldPath } from '../path.ts';

/** What is looked for in objects of a kind. */
export interface Gates {
  /** What gated fields are called, of whatever structure: few objects have a field of such a name, only those are looked at more closely. */
  readonly names: ReadonlySet<string>;
  /** Fields that a server with the usual feature gates drops without a word. */
  readonly find: (read: unknown) => readonly Mistake[];
}

const nothing: Gates = { names: new Set(), find: () => [] };

export function gatesOf(schema: ReleaseSchema, release: string): Gates {
  const root = definitionOf(schema.located);
  if (root === undefined || !reaches(root)) return nothing;
  return { names: gatedNames(release), find: (read) => found(read, schema, release, '') };
}

const known = new WeakMap<Definition, boolean>();

/** Whether a definition has gated fields, in whatever release, or speaks of one that has. */
function reaches(definition: Definition): boolean {
  const before = known.get(definition);
  if (before !== undefined) return before;
  // One that contains itself has what the rest of it has.
  known.set(definition, false);
  const has =
    gatedFields(tableKey(definition)).length > 0 ||
    definition.fieldNames.some((name) =>
      (definition.field(name) ?? []).some((node) => nodeReaches({ node, file: definition.file })),
    );
  known.set(definition, has);
  return has;
}

type Row = ReturnType<typeof gatedFields>[number];
const rows = new WeakMap<Definition, Map<string, readonly Row[]>>();

/** The fields of a definition that are gated in a release; worked out once. */
function gatedIn(definition: Definition, release: string): readonly Row[] {
  const ofReleases = rows.get(definition) ?? new Map<string, readonly Row[]>();
  rows.set(definition, ofReleases);
  const found =
    ofReleases.get(release) ?? gatedFields(tableKey(definition)).filter((row) => within(row, release));
  ofReleases.set(release, found);
  return found;
}

function nodeReaches(located: Located): boolean {
  const own = definitionOf(located);
  const { values } = located.node;
  const inside =
    itemsOf(located) ?? (values === undefined || typeof values === 'boolean' ? undefined : valuesOf(located));
  return (own !== undefined && reaches(own)) || (inside !== undefined && nodeReaches(inside));
}

function found(
  value: unknown,
  schema: ReleaseSchema | undefined,
  release: string,
  pointer: string,
): readonly Mistake[] {
  if (schema === undefined || !nodeReaches(schema.located)) return [];
  if (Array.isArray(value))
    return value.flatMap((item, index) => found(item, schema.items(), release, `${pointer}/${index}`));
  if (!isRecord(value)) return [];
  const definition = definitionOf(schema.located);
  const here = (definition === undefined ? [] : gatedIn(definition, release))
    .filter((row) => own(value, row.field) !== undefined)
    .map(({ field, gate }): Mistake => {
      const at = below(pointer, field);
      const message = `${fieldPath(at)} means something only where the feature gate ${gate} is on: Kubernetes ${release} drops it otherwise`;
      return { code: 'api/gated-field', pointer: at, message };
    });
  const inner = Object.keys(value).flatMap((name) =>
    found(own(value, name), schema.field(name) ?? schema.values(), release, below(pointer, name)),
  );
  return [...here, ...inner];
}
