import { byRelease, byText } from '../../generator/core/compare.ts';
import { own } from '../../generator/core/json.ts';
import type { FactsFile, StoredDefinition, StoredKind } from '../../generator/facts/format.ts';
import { hoist, type Shapes } from '../../generator/facts/published/hoist.ts';
import type { RawSchema } from '../../generator/facts/published/raw.ts';
import type { Collected } from '../sources/collect.ts';
import type { EnumTable, Resource } from '../sources/raw.ts';
import { expand, packageOf } from './expand.ts';
import { merge, mergeKind } from './merge.ts';
import { namesOf } from './names.ts';

/** The definitions of one release, by group-version. */
interface Release {
  readonly release: string;
  readonly shapes: ReadonlyMap<string, Shapes>;
  readonly kinds: ReadonlyMap<string, readonly StoredKind[]>;
  readonly packages: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Group-version → facts. */
export type BuiltinFacts = ReadonlyMap<string, FactsFile>;

export interface BuiltinOptions {
  readonly texts: boolean;
}

/** Adds a release of Kubernetes to what is known of others, or replaces it. */
export function addBuiltin(
  known: BuiltinFacts,
  release: string,
  collected: Collected,
  options: BuiltinOptions,
): BuiltinFacts {
  const releases = new Set([...known.values()].flatMap((file) => file.releases));
  const others = [...releases].filter((each) => each !== release).map((each) => reopen(known, each));
  const all = [...others, read(release, collected, options)].sort((a, b) => byRelease(a.release, b.release));
  return join(all);
}

/** The facts of one release alone. */
export function oneRelease(known: BuiltinFacts, release: string): BuiltinFacts {
  return join([reopen(known, release)]);
}

function read(release: string, collected: Collected, { texts }: BuiltinOptions): Release {
  const names = namesOf(collected.definitions);
  const shapes = new Map<string, Shapes>();
  const packages = new Map<string, Map<string, string>>();
  for (const published of [...collected.definitions.keys()].sort(byText)) {
    const home = names.home(published);
    const local = names.local(published);
    const reference = (other: string): string =>
      names.home(other) === home ? names.local(other) : `${names.home(other)}#${names.local(other)}`;
    const schema = withEnums(
      collected.definitions.get(published) as RawSchema,
      own(collected.enums, published) as EnumTable[string] | undefined,
    );
    hoist(local, schema, { reference, texts, zeroDefaults: 'drop' }, within(shapes, home));
    within(packages, home).set(local, names.package(published));
  }
  const kinds = new Map<string, StoredKind[]>();
  for (const resource of collected.resources) {
    const home = `${resource.group}/${resource.version}`;
    if (shapes.get(home)?.has(resource.kind) !== true) continue;
    const list = kinds.get(home) ?? [];
    kinds.set(home, list);
    if (!list.some((each) => each.kind === resource.kind)) list.push(toKind(resource));
  }
  return { release, shapes, kinds, packages };
}

function within<K, V>(outer: Map<string, Map<K, V>>, key: string): Map<K, V> {
  const inner = outer.get(key) ?? new Map<K, V>();
  outer.set(key, inner);
  return inner;
}

/** Published documents carry no enums; the table does, `field` or `field[]`. */
function withEnums(schema: RawSchema, table: EnumTable[string] | undefined): RawSchema {
  if (table === undefined || schema.properties === undefined) return schema;
  const properties: Record<string, RawSchema> = { ...schema.properties };
  for (const [key, values] of Object.entries(table)) {
    const name = key.replace(/\[\]$/, '');
    const field = properties[name];
    if (field === undefined) continue;
    if (name === key) properties[name] = { ...field, enum: values };
    else if (field.items !== undefined)
      properties[name] = { ...field, items: { ...field.items, enum: values } };
    else if (typeof field.additionalProperties === 'object')
      properties[name] = { ...field, additionalProperties: { ...field.additionalProperties, enum: values } };
  }
  return { ...schema, properties };
}

function toKind(resource: Resource): StoredKind {
  const { group, version, kind, plural, scope, verbs, ...lists } = resource;
  return {
    group,
    version,
    kind,
    definition: kind,
    plural,
    scope,
    ...Object.fromEntries(
      Object.entries(lists)
        .filter(([, names]) => names.length > 0)
        .map(([key, names]) => [key, names.toSorted(byText)]),
    ),
    verbs: verbs.toSorted(byText),
  };
}

function reopen(known: BuiltinFacts, release: string): Release {
  const shapes = new Map(
    [...known]
      .filter(([, file]) => file.releases.includes(release))
      .map(([home, file]) => [home, expand(file, release)] as const)
      .filter(([, found]) => found.size > 0),
  );
  const kinds = new Map<string, readonly StoredKind[]>();
  const packages = new Map<string, ReadonlyMap<string, string>>();
  for (const [home, found] of shapes) {
    const file = known.get(home) as FactsFile;
    kinds.set(
      home,
      file.kinds.filter((kind) => holds(kind, release)).map(({ since: _s, until: _u, ...kind }) => kind),
    );
    packages.set(home, new Map([...found.keys()].map((id) => [id, packageOf(file, id) ?? ''])));
  }
  return { release, shapes, kinds, packages };
}

function holds({ since, until }: StoredKind, release: string): boolean {
  return (
    (since === undefined || byRelease(since, release) <= 0) &&
    (until === undefined || byRelease(release, until) <= 0)
  );
}

function join(all: readonly Release[]): BuiltinFacts {
  const releases = all.map((each) => each.release);
  const homes = [...new Set(all.flatMap((each) => [...each.shapes.keys()]))].sort(byText);
  return new Map(
    homes.map((home) => {
      const perRelease = all.map((each) => each.shapes.get(home));
      const packages = new Map(all.flatMap((each) => [...(each.packages.get(home) ?? [])]));
      const common = mostFrequent([...packages.values()]);
      const definitions = Object.fromEntries(
        [...merge(onAxis(perRelease), releases)].map(([id, stored]) => [
          id,
          packaged(stored, packages.get(id), common),
        ]),
      );
      return [
        home,
        {
          source: 'kubernetes',
          releases,
          package: common,
          kinds: joinKinds(all, home, releases),
          definitions,
        },
      ];
    }),
  );
}

/** Every file counts its ranges on the same axis, so a group-version that comes later begins with a `since`. */
function onAxis(perRelease: readonly (Shapes | undefined)[]): readonly Shapes[] {
  return perRelease.map((shapes) => shapes ?? new Map());
}

function packaged(stored: StoredDefinition, name: string | undefined, common: string): StoredDefinition {
  return name === undefined || name === common ? stored : { ...stored, package: name };
}

function joinKinds(
  all: readonly Release[],
  home: string,
  releases: readonly string[],
): readonly StoredKind[] {
  const names = [
    ...new Set(all.flatMap((each) => (each.kinds.get(home) ?? []).map(({ kind }) => kind))),
  ].sort(byText);
  return names.map((name) =>
    mergeKind(
      all.map((each) => each.kinds.get(home)?.find(({ kind }) => kind === name)),
      releases,
    ),
  );
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || byText(a, b))[0]?.[0] ?? '';
}
