import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { definitionIn } from '../../generator/facts/definition.ts';
import { kubernetesFile } from '../../generator/facts/location.ts';
import { openEnums, serverDefaults, serverRequired } from '../../generator/facts/server.ts';
import { root } from '../support/shared.ts';

interface Row {
  readonly field: string;
  readonly value?: unknown;
  readonly computed?: string;
  readonly when?: Readonly<Record<string, unknown>>;
}

function table(name: string): readonly (readonly [string, readonly (Row | string)[]])[] {
  return Object.entries(
    JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8')) as Record<
      string,
      readonly (Row | string)[]
    >,
  );
}

const tables = ['server-defaults.json', 'server-required.json', 'open-enums.json', 'gated-fields.json'];
const rows = tables.flatMap((name) =>
  table(name).flatMap(([definition, each]) => each.map((row) => ({ name, definition, row }))),
);

it.each(rows)('$name: $definition has the field $row.field', ({ definition: id, row }) => {
  const [group, version, name] = id.split(/[/#]/) as [string, string, string];
  const file = kubernetesFile(group, version);
  const definition = file && definitionIn(file, name);
  const fields = typeof row === 'string' ? [row] : [row.field, ...Object.keys(row.when ?? {})];
  for (const field of fields) expect(definition?.fieldNames).toContain(field);
});

it.each(tables)('%s is sorted by definition, and a field has one unconditional row at most', (name) => {
  const entries = table(name);
  expect(entries.map(([id]) => id)).toEqual(entries.map(([id]) => id).toSorted());
  for (const [id, each] of entries) {
    const plain = each
      .filter((row): row is Row => typeof row !== 'string' && row.when === undefined)
      .map((row) => row.field);
    expect(new Set(plain).size, id).toBe(plain.length);
  }
});

it('says a value or how it is computed', () => {
  for (const [id, each] of table('server-defaults.json'))
    for (const row of each as readonly Row[])
      expect(Object.hasOwn(row, 'value') !== Object.hasOwn(row, 'computed'), `${id} ${row.field}`).toBe(true);
});

it('is looked up by definition', () => {
  expect(serverDefaults('core/v1#ContainerPort')).toEqual([{ field: 'protocol', value: 'TCP' }]);
  expect(serverRequired('core/v1#Container')).toEqual([{ field: 'image' }]);
  expect(openEnums('core/v1#Container')).toEqual([]);
  expect(serverDefaults('constructor')).toEqual([]);
});
