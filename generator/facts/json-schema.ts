import { byRelease } from '../core/compare.ts';
import type { Json } from '../core/json.ts';
import { define } from '../core/json.ts';
import { type Definition, unpack } from './definition.ts';
import type { FactsFile, Node, StoredNode } from './format.ts';
import { homeOf } from './home.ts';
import type { KindFacts } from './kinds.ts';
import { at } from './range.ts';
import { referenced } from './resolve.ts';

/** Which release of each source to speak of; the newest where none is named. */
export interface Releases {
  readonly kubernetes?: string;
  /** Of a project, by its name. */
  readonly projects?: Readonly<Record<string, string>>;
}

export type JsonSchema = { readonly [key: string]: Json | JsonSchema | readonly JsonSchema[] };

/** Facts that JSON Schema has no word for, under the names Kubernetes publishes them with. */
const extensions = {
  list: 'x-kubernetes-list-type',
  keys: 'x-kubernetes-list-map-keys',
  map: 'x-kubernetes-map-type',
  mergeKey: 'x-kubernetes-patch-merge-key',
  strategy: 'x-kubernetes-patch-strategy',
  preserve: 'x-kubernetes-preserve-unknown-fields',
  intOrString: 'x-kubernetes-int-or-string',
  embedded: 'x-kubernetes-embedded-resource',
  rules: 'x-kubernetes-validations',
} as const satisfies Partial<Record<keyof Node, string>>;

const carried = [
  'type',
  'format',
  'pattern',
  'enum',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'default',
  'nullable',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
] as const satisfies readonly (keyof Node)[];

/**
 * The schema of a kind as one release has it: the published keywords, every definition under `$defs`. It is exact:
 * what the source published comes back, less the sentences (a test compares every shipped definition).
 */
export function jsonSchema(kind: KindFacts, releases: Releases = {}): JsonSchema {
  const defs: Record<string, JsonSchema> = {};
  const pending: Definition[] = [];
  const refer = (ref: string, file: FactsFile): string => {
    const definition = referenced(ref, file);
    const name = nameOf(definition);
    if (!Object.hasOwn(defs, name)) {
      defs[name] = {};
      pending.push(definition);
    }
    return `#/$defs/${encodeURIComponent(name.replaceAll('/', '~1'))}`;
  };
  const root = definitionSchema(kind.root, releases, refer) ?? {};
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    defs[nameOf(next)] = definitionSchema(next, releases, refer) ?? {};
  return { ...root, $defs: defs };
}

/** One definition, or undefined when the release does not have it. */
export function definitionSchema(
  definition: Definition,
  releases: Releases,
  refer: (ref: string, file: FactsFile) => string,
): JsonSchema | undefined {
  const { file } = definition;
  const release = releaseOf(file, releases);
  const self = at(definition.self, release);
  if (self === undefined) return undefined;
  const properties: Record<string, JsonSchema> = {};
  const required = [...(self.requires ?? [])];
  for (const name of definition.fieldNames) {
    const node = at(definition.field(name) ?? [], release);
    if (node === undefined) continue;
    define(properties, name, nodeSchema(node, file, refer));
    if (node.required === true) required.push(name);
  }
  return {
    ...nodeSchema(self, file, refer),
    ...(definition.fieldNames.length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required: required.sort() } : {}),
  };
}

function nodeSchema(
  node: Node,
  file: FactsFile,
  refer: (ref: string, file: FactsFile) => string,
): JsonSchema {
  const schema: Record<string, Json | JsonSchema> = {};
  if (node.ref !== undefined) schema.$ref = refer(node.ref, file);
  for (const key of carried) if (node[key] !== undefined) schema[key] = node[key] as Json;
  for (const [from, to] of Object.entries(extensions) as [keyof typeof extensions, string][])
    if (node[from] !== undefined) schema[to] = node[from] as Json;
  const inner = (stored: StoredNode): JsonSchema => nodeSchema(unpack(stored), file, refer);
  if (node.items !== undefined) schema.items = inner(node.items);
  if (node.values !== undefined)
    schema.additionalProperties = typeof node.values === 'boolean' ? node.values : inner(node.values);
  return inJsonSchema(schema, node);
}

/** Two things OpenAPI 3.0 says differently: exclusive bounds, and null beside a reference. */
function inJsonSchema(schema: Record<string, Json | JsonSchema>, node: Node): JsonSchema {
  const { exclusiveMinimum, exclusiveMaximum, nullable, ...rest } = schema;
  if (exclusiveMinimum === true) delete rest.minimum;
  if (exclusiveMaximum === true) delete rest.maximum;
  const bounded: Record<string, Json | JsonSchema> = {
    ...rest,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: node.minimum as number } : {}),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: node.maximum as number } : {}),
  };
  if (nullable !== true || (node.type === undefined && node.ref === undefined)) return bounded;
  if (node.ref === undefined) return { ...bounded, nullable: true };
  const { $ref, ...beside } = bounded;
  return { ...beside, anyOf: [{ $ref: $ref as string }, { type: 'null' }] };
}

function nameOf(definition: Definition): string {
  return definition.file.source === 'kubernetes'
    ? `${homeOf(definition.file)}.${definition.id}`
    : definition.id;
}

/** A release named as `2.14` means the newest shipped 2.14.x. */
export function releaseOf(file: FactsFile, { kubernetes, projects }: Releases): string | undefined {
  const wanted = file.source === 'kubernetes' ? kubernetes : projects?.[file.source];
  if (wanted === undefined) return file.releases.at(-1);
  return (
    file.releases.findLast((each) => each === wanted || each.startsWith(`${wanted}.`)) ??
    nearest(file.releases, wanted)
  );
}

/** A release between two shipped ones reads as the older of them. */
function nearest(releases: readonly string[], wanted: string): string | undefined {
  return releases.findLast((each) => byRelease(each, wanted) <= 0) ?? releases[0];
}
