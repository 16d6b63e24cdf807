import { isRecord } from '../../core/json.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { within } from '../../facts/range.ts';
import type { ReleaseSchema } from '../../facts/release-schema.ts';
import { gatedFields, pointerTexts, type ServerDefault, serverDefaults } from '../../facts/server.ts';
import { computed, type Fill } from './computed.ts';

/** What the server fills into a structure, in the order in which one value follows from another; and what it takes away. */
export function fillsOf(
  key: string,
  schema: ReleaseSchema,
  facts: KindFacts,
  release: string,
): readonly Fill[] {
  const kind = `${facts.group}/${facts.version}#${facts.kind}`;
  const pointers = pointerTexts(key);
  return [
    ...(computed[key.replace(/\/[^#]*/, '')] ?? []),
    ...serverDefaults(key)
      .filter(({ value, only }) => value !== undefined && (only === undefined || only.includes(kind)))
      .filter((row) => within(row, release) && schema.field(row.field) !== undefined)
      .map((row) => constant(row, pointers.includes(row.field))),
    ...gatedFields(key)
      .filter((row) => within(row, release))
      .map(({ field }) => (field === 'image' ? droppedVolume : dropped(field))),
  ];
}

function constant({ field, value, when, unlessAny }: ServerDefault, isPointer: boolean): Fill {
  const conditions = Object.entries(when ?? {});
  const make = makerOf(value);
  if (conditions.length === 0 && unlessAny !== true)
    return (values) => {
      const given = values[field];
      if (given === undefined || (given === '' && !isPointer)) values[field] = make();
    };
  return (values) => {
    if (values[field] !== undefined && (isPointer || values[field] !== '')) return;
    if (unlessAny === true && Object.keys(values).some((name) => name !== 'name')) return;
    if (conditions.every(([name, allowed]) => (allowed as readonly unknown[]).includes(values[name])))
      values[field] = make();
  };
}

/** A value of its own for each: what is filled in may be filled in further. */
function makerOf(value: unknown): () => unknown {
  if (Array.isArray(value)) {
    const items = value.map(makerOf);
    return () => items.map((make) => make());
  }
  if (!isRecord(value)) return () => value;
  const fields = Object.entries(value).map(([name, each]) => [name, makerOf(each)] as const);
  return () => {
    const made: Record<string, unknown> = {};
    for (const [name, make] of fields) made[name] = make();
    return made;
  };
}

/** The server takes such a volume away, and what mounts it: one that nothing is said of is as good, and leaves the others their places. */
const droppedVolume: Fill = (values) => {
  if (values.image === undefined) return;
  delete values.image;
  values.emptyDir = {};
};

/** A field whose gate is off: the server looks at nothing of it. */
function dropped(field: string): Fill {
  return (values) => {
    if (values[field] !== undefined) delete values[field];
  };
}
