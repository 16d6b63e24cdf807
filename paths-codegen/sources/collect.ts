import { finding } from '../../generator/core/codes.ts';
import type { Finding } from '../../generator/core/finding.ts';
import { isRecord } from '../../generator/core/json.ts';
import type { RawCustomResource, RawSchema } from '../../generator/facts/published/raw.ts';
import { checkCustomResource } from './custom-resource.ts';
import { fromAggregated, fromResourceList } from './discovery.ts';
import type { SourceDocument } from './document.ts';
import { type ParsedObject, parse } from './parse.ts';
import type { EnumTable, LifecycleTable, Resource } from './raw.ts';
import { fromSwagger } from './swagger.ts';

/** Everything a set of documents says, sorted by what it is. */
export interface Collected {
  readonly definitions: ReadonlyMap<string, RawSchema>;
  readonly resources: readonly Resource[];
  readonly enums: EnumTable;
  readonly lifecycle: LifecycleTable;
  readonly customResources: readonly RawCustomResource[];
  /** How many documents claimed to be custom resource definitions, good or bad. */
  readonly customResourcesSeen: number;
  readonly findings: readonly Finding[];
}

export function collect(documents: readonly SourceDocument[]): Collected {
  const definitions = new Map<string, RawSchema>();
  const resources = new Map<string, Resource>();
  const customResources = new Map<string, RawCustomResource>();
  const findings: Finding[] = [];
  let enums: EnumTable = {};
  let lifecycle: LifecycleTable = {};
  let seen = 0;
  for (const document of documents) {
    const parsed = parse(document);
    findings.push(...parsed.findings);
    for (const each of parsed.objects) {
      const { object } = each;
      if (isRecord(object.components) || isRecord(object.paths))
        for (const [name, schema] of schemasOf(object)) definitions.set(name, schema);
      else if (object.kind === 'APIGroupDiscoveryList') add(resources, fromAggregated(object));
      else if (object.kind === 'APIResourceList') add(resources, fromResourceList(object));
      else if (object.kind === 'CustomResourceDefinition') {
        seen++;
        const bad = checkCustomResource(each) ?? duplicate(customResources, each);
        if (bad !== undefined) findings.push(bad);
        else customResources.set(identity(object), object as unknown as RawCustomResource);
      } else if (isEnumTable(object)) enums = object;
      else if (isLifecycleTable(object)) lifecycle = object;
      else if (!isIndex(object)) findings.push(unknown(each));
    }
  }
  return {
    definitions,
    resources: [...resources.values()],
    enums,
    lifecycle,
    customResources: [...customResources.values()],
    customResourcesSeen: seen,
    findings,
  };
}

function schemasOf(object: Readonly<Record<string, unknown>>): Iterable<readonly [string, RawSchema]> {
  if (typeof object.swagger === 'string') return fromSwagger(object);
  const components = object.components;
  return isRecord(components) && isRecord(components.schemas)
    ? Object.entries(components.schemas as Record<string, RawSchema>)
    : [];
}

/** The first answer wins: aggregated discovery says more than the lists, and is read before them. */
function add(resources: Map<string, Resource>, found: readonly Resource[]): void {
  for (const each of found) {
    const key = `${each.group}/${each.version}/${each.plural}`;
    if (!resources.has(key)) resources.set(key, each);
  }
}

function identity(object: Readonly<Record<string, unknown>>): string {
  const { group, names } = (object as unknown as RawCustomResource).spec;
  return `${names.kind}.${group}`;
}

function duplicate(
  known: ReadonlyMap<string, RawCustomResource>,
  { object, file, line }: ParsedObject,
): Finding | undefined {
  const name = identity(object);
  const other = known.get(name);
  return other !== undefined && JSON.stringify(other) !== JSON.stringify(object)
    ? finding('import/duplicate', `${file}:${line}: ${name} is defined a second time, differently`, {
        source: { file, line },
      })
    : undefined;
}

function isEnumTable(object: Readonly<Record<string, unknown>>): object is EnumTable {
  const [name, table] = Object.entries(object)[0] ?? [];
  return name?.startsWith('io.k8s.') === true && isRecord(table) && Array.isArray(Object.values(table)[0]);
}

function isLifecycleTable(object: Readonly<Record<string, unknown>>): object is LifecycleTable {
  const [name, table] = Object.entries(object)[0] ?? [];
  if (name === undefined || !/(^|\/)v\d+/.test(name) || !isRecord(table)) return false;
  const life = Object.values(table)[0];
  return isRecord(life) && ['introduced', 'deprecated', 'removed'].some((key) => key in life);
}

/** Tables of contents that come with discovery: nothing to take from them. */
function isIndex({ kind }: Readonly<Record<string, unknown>>): boolean {
  return kind === 'APIGroupList' || kind === 'APIGroup' || kind === 'APIVersions';
}

function unknown({ object, file, line }: ParsedObject): Finding {
  const { apiVersion, kind } = object;
  const what = typeof kind === 'string' ? `a ${kind} (${String(apiVersion)})` : 'a document without kind';
  return finding('import/unknown-format', `${file}:${line}: ${what} holds no schema`, {
    source: { file, line },
  });
}
