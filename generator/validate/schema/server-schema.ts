import { isRecord } from '../../core/json.ts';
import { tableKey } from '../../facts/home.ts';
import { type JsonSchema, jsonSchema, type Releases } from '../../facts/json-schema.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { within } from '../../facts/range.ts';
import { pointerTexts, serverDefaults, serverRequired } from '../../facts/server.ts';
import { stringFormats } from './string-formats.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A kind's schema, and the server's own definitions that it speaks of: the same for every kind of a release. */
export interface ServerSchema {
  readonly schema: Schema;
  readonly shared: readonly (readonly [address: string, Schema])[];
}

/** The schema by which the server reads a kind: decoding for its own kinds, the structural schema for custom resources. */
export function serverSchema(kind: KindFacts, releases: Releases): ServerSchema {
  const published = jsonSchema(kind, releases);
  const { $defs, ...root } = published as { $defs: Readonly<Record<string, JsonSchema>> };
  const release = releases.kubernetes;
  const all = Object.entries($defs);
  // Metadata is the server's own, in custom resources too.
  const shared = all
    .filter(([name]) => isShared(name))
    .map(([name, schema]) => [addressOf(name), decodedAs(name, schema, release)] as const);
  const own = all.filter(([name]) => !isShared(name)).map(([name, schema]) => [name, structural(schema)]);
  const schema = kind.custom
    ? structural(root as Schema)
    : demanding(tableKey(kind.root), decoded(root as Schema), root as Schema, release);
  return { schema: own.length === 0 ? schema : { ...schema, $defs: Object.fromEntries(own) }, shared };
}

/** Definitions of the server are called `group/version.Name`, those of a custom resource only by a name. */
function isShared(name: string): boolean {
  return name.includes('/');
}

function addressOf(name: string): string {
  return `kubernetes:${name}`;
}

/** A reference as it is resolved: to a definition of the server, else to one of the same schema. */
function referred(ref: unknown): unknown {
  const name = decodeURIComponent(String(ref).replace('#/$defs/', '')).replaceAll('~1', '/');
  return isShared(name) ? addressOf(name) : ref;
}

const special: Readonly<Record<string, Schema>> = {
  'meta/v1.Quantity': { type: ['string', 'number', 'null'], format: 'quantity' },
  'meta/v1.IntOrString': { type: ['integer', 'string', 'null'], minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  'meta/v1.FieldsV1': {},
  'meta/v1.Time': { type: ['string', 'null'], format: 'go-time' },
  'meta/v1.MicroTime': { type: ['string', 'null'], format: 'go-micro-time' },
};

/** A definition of the server's own, called `group/version.Name`. */
function decodedAs(name: string, schema: Schema, release: string | undefined): Schema {
  const made = special[name];
  return made ?? demanding(name.replace(/\.(?=[^.]+$)/, '#'), decoded(schema), schema, release);
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
};

/** What Go's decoder takes: types, whole numbers that fit, fields that there are. Null is nothing, everywhere. */
function decoded(schema: Schema): Schema {
  const { $ref, type, properties, items, additionalProperties, format } = schema;
  if ($ref !== undefined) return { $ref: referred($ref) };
  if (schema['x-kubernetes-int-or-string'] === true) return special['meta/v1.IntOrString'] as Schema;
  const made: Record<string, unknown> = {};
  if (typeof type === 'string') made.type = [type, 'null'];
  // An empty text is no value: whether one has to be there is another question.
  if (Array.isArray(schema.enum)) made.enum = [...schema.enum, '', null];
  if (isRecord(properties)) {
    made.type = ['object', 'null'];
    made.properties = mapped(properties, decoded);
    if (schema['x-kubernetes-preserve-unknown-fields'] !== true) made.additionalProperties = false;
  } else if (isRecord(additionalProperties)) made.additionalProperties = decoded(additionalProperties);
  if (isRecord(items)) made.items = decoded(items);
  if (type === 'integer')
    [made.minimum, made.maximum] = ranges[String(format)] ?? (ranges.int64 as readonly [number, number]);
  if (type === 'string' && format === 'byte') made.format = 'go-bytes';
  if (type === 'string' && format === 'date-time') made.format = 'go-time';
  return made;
}

function mapped(properties: object, read: (schema: Schema) => Schema): Schema {
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, read(each as Schema)]));
}

/**
 * The server demands a field by a rule of its own, not by its schema; the schema tells for most. What it fills in itself is not
 * demanded; a structure that is missing is an empty one, in which fields may be demanded in turn; an empty text may be a value.
 */
function demanding(key: string, made: Schema, published: Schema, release: string | undefined): Schema {
  const { properties } = made;
  if (!isRecord(properties)) return made;
  const filled = new Set(serverDefaults(key).map(({ field }) => field));
  const rules = serverRequired(key).filter(
    (rule) =>
      rule.when === undefined &&
      rule.unless === undefined &&
      (release === undefined || within(rule, release)),
  );
  const names = new Set([
    ...((published.required ?? []) as readonly string[]),
    ...rules.map(({ field }) => field),
  ]);
  const wanted = [...names].filter(
    (name) => !filled.has(name) && !mayBeEmpty.has(`${key}.${name}`) && !isAmount(properties[name]),
  );
  const isStructure = (name: string): boolean => {
    const ref = (properties[name] as Schema | undefined)?.$ref;
    return ref !== undefined && !plain.test(String(ref));
  };
  const complete = Object.fromEntries(
    wanted.filter(isStructure).map((name) => [name, { ...(properties[name] as Schema), default: {} }]),
  );
  return {
    ...made,
    properties: { ...properties, ...strict(key, properties), ...complete },
    required: wanted.filter((name) => !isStructure(name)),
  };
}

/** What looks like a structure, and is one value. */
const plain = /\.(RawExtension|Quantity|IntOrString|Time|MicroTime)$/;

/** No amount is nought. */
function isAmount(property: unknown): boolean {
  return String((property as Schema | undefined)?.$ref).endsWith('.Quantity');
}

/** Where an empty text is a value, it is none of the allowed. */
function strict(key: string, properties: Schema): Schema {
  return Object.fromEntries(
    pointerTexts(key).flatMap((name) => {
      const property = properties[name] as Schema | undefined;
      if (!Array.isArray(property?.enum)) return [];
      return [[name, { ...property, enum: property.enum.filter((value) => value !== '') }]];
    }),
  );
}

/** What the schema requires and what may be empty all the same, or left out where it is no, or where a rule knows better. */
const mayBeEmpty = new Set([
  'meta/v1#OwnerReference.apiVersion',
  'meta/v1#OwnerReference.kind',
  'meta/v1#OwnerReference.name',
  'meta/v1#OwnerReference.uid',
  'storage.k8s.io/v1#CSINodeSpec.drivers',
  'storage.k8s.io/v1#TokenRequest.audience',
  'resource.k8s.io/v1#ResourcePool.generation',
  'resource.k8s.io/v1beta1#ResourcePool.generation',
  'resource.k8s.io/v1beta2#ResourcePool.generation',
  'discovery.k8s.io/v1#ForZone.name',
  'discovery.k8s.io/v1#ForNode.name',
  'batch/v1#PodFailurePolicy.rules',
  'core/v1#ConfigMapNodeConfigSource.kubeletConfigKey',
  'core/v1#ConfigMapNodeConfigSource.name',
  'core/v1#ConfigMapNodeConfigSource.namespace',
  'core/v1#TypedLocalObjectReference.kind',
  'core/v1#TypedLocalObjectReference.name',
  'core/v1#SecretReference.name',
  'discovery.k8s.io/v1#EndpointSlice.endpoints',
  'core/v1#LimitRangeSpec.limits',
  'core/v1#PersistentVolumeClaimVolumeSource.claimName',
  'core/v1#Sysctl.value',
  'core/v1#HTTPHeader.value',
  'apiextensions.k8s.io/v1#CustomResourceDefinitionVersion.served',
  'apiextensions.k8s.io/v1#CustomResourceDefinitionVersion.storage',
]);

/** Everything that a structural schema says; unknown fields are refused unless they are to be kept. */
export function structural(schema: Schema): Schema {
  const made: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) if (!key.startsWith('x-kubernetes-')) made[key] = value;
  if (schema.$ref !== undefined) made.$ref = referred(schema.$ref);
  const { properties, items, additionalProperties, format, type } = schema;
  // Every other format is only a note.
  if (typeof format === 'string' && !Object.hasOwn(stringFormats, format)) {
    delete made.format;
    const range = type === 'integer' ? ranges[format] : undefined;
    if (range !== undefined) {
      made.minimum = Math.max(Number(schema.minimum ?? range[0]), range[0]);
      made.maximum = Math.min(Number(schema.maximum ?? range[1]), range[1]);
    }
  }
  if (schema['x-kubernetes-int-or-string'] === true) {
    made.type = ['integer', 'string', ...(schema.nullable === true ? ['null'] : [])];
    delete made.nullable;
  }
  if (isRecord(items)) made.items = structural(items);
  if (isRecord(additionalProperties)) made.additionalProperties = structural(additionalProperties);
  const keeps = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties !== undefined;
  const embedded = schema['x-kubernetes-embedded-resource'] === true;
  if (isRecord(properties) || (type === 'object' && !keeps)) {
    const text = { type: 'string' };
    made.properties = {
      ...(embedded ? { apiVersion: text, kind: text, metadata: { type: 'object' } } : {}),
      ...Object.fromEntries(
        Object.entries(isRecord(properties) ? properties : {}).map(([name, each]) => [
          name,
          structural(each as Schema),
        ]),
      ),
    };
    if (!keeps) made.additionalProperties = false;
  }
  return made;
}
