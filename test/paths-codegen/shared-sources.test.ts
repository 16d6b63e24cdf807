import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Definition, definitionIn } from '../../generator/facts/definition.ts';
import { homeOf } from '../../generator/facts/home.ts';
import { definitionSchema, type JsonSchema } from '../../generator/facts/json-schema.ts';
import type { RawSchema } from '../../generator/facts/published/raw.ts';
import { referenced } from '../../generator/facts/resolve.ts';
import { namesOf } from '../../paths-codegen/normalise/names.ts';
import { realAccess } from '../../paths-codegen/sources/access.ts';
import { type Collected, collect } from '../../paths-codegen/sources/collect.ts';
import { readSource } from '../../paths-codegen/sources/read.ts';
import { readStore } from '../../paths-codegen/store/files.ts';
import type { Store } from '../../paths-codegen/store/model.ts';
import { addLifecycle, addSource, emptyStore, printStore } from '../../paths-codegen/store/store.ts';
import { root, shared, sources, why } from '../support/shared.ts';

const access = realAccess();

async function documentsOf(path: string): Promise<Parameters<typeof collect>[0]> {
  const { documents, findings } = await readSource(path, access);
  expect(findings).toEqual([]);
  return documents;
}

describe.skipIf(shared === undefined)(`the shipped facts and their sources (skipped when ${why})`, () => {
  let committed: Store;
  beforeAll(async () => {
    committed = await readStore(join(root, 'schemas'));
  });

  it('are what an import of every source makes, in any order, and the lock names each of them', async () => {
    let store = emptyStore;
    const lifecycle = {
      name: 'lifecycle.json',
      text: readFileSync(join(shared as string, 'kubernetes', 'lifecycle.json'), 'utf8'),
    };
    for (const { name, version, path } of sources().toReversed())
      store = addSource(store, { name, version, location: path, documents: await documentsOf(path) }).store;
    store = addLifecycle(store, lifecycle).store;
    const printed = printStore(store);
    const expected = printStore(committed);
    expect([...printed.keys()]).toEqual([...expected.keys()]);
    for (const [path, text] of printed)
      if (expected.get(path) !== text) expect(text, path).toBe(expected.get(path));
    expect(store.lock.length).toBe(sources().length + 1);
  });

  it('do not change by a byte when one source is imported a second time', async () => {
    const before = printStore(committed);
    for (const { name, version, path } of sources().filter((_, index) => index % 7 === 3)) {
      const { store } = addSource(committed, {
        name,
        version,
        location: path,
        documents: await documentsOf(path),
      });
      for (const [file, text] of printStore(store))
        if (before.get(file) !== text) expect(text, `${name} ${file}`).toBe(before.get(file));
    }
  });

  it.each(sources().filter(({ name }) => name === 'kubernetes'))(
    'give back every definition of Kubernetes $version exactly',
    async ({ version, path }) => {
      const release = version.split('.').slice(0, 2).join('.');
      const collected = collect(await documentsOf(path));
      const names = namesOf(collected.definitions);
      let compared = 0;
      for (const [published, schema] of collected.definitions) {
        const file = committed.builtin.get(names.home(published));
        const definition = file && definitionIn(file, names.local(published));
        const refer = (ref: string, from: NonNullable<typeof file>): string =>
          publishedName(referenced(ref, from));
        const ours = definition && definitionSchema(definition, { kubernetes: release }, refer);
        expect(ours, published).toEqual(expectedBuiltin(published, schema, collected));
        compared++;
      }
      expect(compared).toBeGreaterThan(500);
    },
  );

  it.each(sources().filter(({ name }) => name !== 'kubernetes'))(
    'give back every schema of $name $version exactly',
    async ({ name, version, path }) => {
      const release = version.replace(/^v/, '');
      for (const { spec } of collect(await documentsOf(path)).customResources) {
        const file = committed.custom.get(`${spec.group}/${spec.names.kind}`);
        for (const each of spec.versions) {
          const definition = file && definitionIn(file, each.name);
          if (definition === undefined) throw new Error(`${spec.names.kind} ${each.name} is missing`);
          expect(inlined(definition, name, release), `${spec.names.kind} ${each.name}`).toEqual(
            expectedCustom(each.schema?.openAPIV3Schema as RawSchema),
          );
        }
      }
    },
  );
});

function publishedName({ file, id }: Definition): string {
  const named = (file.definitions[id] as { package?: string }).package ?? file.package;
  return homeOf(file) === 'meta/v1' || file.source === 'kubernetes'
    ? `#/components/schemas/${named}.${id}`
    : id;
}

/** What the source published, less what facts leave out on purpose: sentences, zero defaults, union hints. */
function expectedBuiltin(published: string, schema: RawSchema, { enums }: Collected): unknown {
  const table = enums[published] ?? {};
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([field, each]) => {
      const values = table[field];
      const items = table[`${field}[]`];
      const plain = stripped(each, true) as Record<string, Record<string, unknown>>;
      const inner = plain.items === undefined ? 'additionalProperties' : 'items';
      return [
        field,
        {
          ...plain,
          ...(values === undefined ? {} : { enum: values }),
          ...(items === undefined ? {} : { [inner]: { ...plain[inner], enum: items } }),
        },
      ];
    }),
  );
  const whole = stripped({ ...schema, properties: {} }, true) as Record<string, unknown>;
  delete whole.properties;
  return {
    ...whole,
    ...(schema.properties === undefined ? {} : { properties }),
    ...(schema.required === undefined ? {} : { required: [...schema.required].sort() }),
  };
}

function expectedCustom(schema: RawSchema): unknown {
  const identity = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: 'ObjectMeta' };
  const plain = stripped(schema, false) as { properties?: object };
  return { ...plain, properties: { ...plain.properties, ...identity } };
}

const dropped = new Set([
  'description',
  'title',
  'example',
  'externalDocs',
  'x-kubernetes-group-version-kind',
  'x-kubernetes-unions',
]);

function stripped(value: unknown, builtin: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => stripped(each, builtin));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (dropped.has(key) || (part === false && /^(x-|nullable|uniqueItems|exclusive)/.test(key))) continue;
    if (key === 'properties')
      result[key] = Object.fromEntries(
        Object.entries(part as object).map(([name, each]) => [name, stripped(each, builtin)]),
      );
    else if (key === 'default') {
      const zero = part === '' || part === 0 || part === false || JSON.stringify(part) === '{}';
      if (!builtin || !zero) result[key] = part;
    } else if (key === 'required') result[key] = [...(part as string[])].sort();
    else if (key === 'x-kubernetes-validations')
      result[key] = (part as Record<string, unknown>[]).map(
        ({ message: _m, messageExpression: _e, ...rule }) => rule,
      );
    else if (['enum', 'x-kubernetes-list-map-keys'].includes(key)) result[key] = part;
    else result[key] = stripped(part, builtin);
  }
  const only = result.allOf;
  if (builtin && Array.isArray(only) && only.length === 1) {
    delete result.allOf;
    result.$ref = (only[0] as { $ref: string }).$ref;
  }
  return result;
}

/** A custom resource as one schema again: references put back in place, metadata as a word. */
function inlined(definition: Definition, project: string, release: string): unknown {
  const found = new Map<string, Definition>();
  const refer = (ref: string, file: Definition['file']): string => {
    const target = referenced(ref, file);
    found.set(ref, target);
    return ref;
  };
  const expand = (schema: JsonSchema): unknown => {
    if (typeof schema.$ref === 'string') {
      const { $ref, ...beside } = schema;
      if ($ref === 'meta/v1#ObjectMeta') return 'ObjectMeta';
      return { ...(inlined(found.get($ref as string) as Definition, project, release) as object), ...beside };
    }
    const nullable = schema.anyOf as readonly JsonSchema[] | undefined;
    if (nullable?.length === 2 && typeof nullable[0]?.$ref === 'string') {
      const { anyOf: _anyOf, ...beside } = schema;
      return { ...(expand(nullable[0]) as object), ...beside, nullable: true };
    }
    return Object.fromEntries(
      Object.entries(schema).map(([key, part]) => {
        if (key === 'properties')
          return [
            key,
            Object.fromEntries(
              Object.entries(part as object).map(([name, each]) => [name, expand(each as JsonSchema)]),
            ),
          ];
        const nested = (key === 'items' || key === 'additionalProperties') && typeof part === 'object';
        return [key, nested ? expand(part as JsonSchema) : part];
      }),
    );
  };
  return expand(definitionSchema(definition, { projects: { [project]: release } }, refer) as JsonSchema);
}
