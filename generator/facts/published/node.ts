import type { Json } from '../../core/json.ts';
import { isRecord } from '../../core/json.ts';
import { pack } from '../definition.ts';
import type { Node, Rule } from '../format.ts';
import type { RawSchema } from './raw.ts';

/** What a conversion needs to know beyond the schema itself. */
export interface NodeContext {
  /** The id of a published name, e.g. `io.k8s.api.core.v1.PodSpec` → `core/v1#PodSpec`. */
  readonly reference: (published: string) => string;
  /** Keep the authors' sentences: for what users import into their own project. */
  readonly texts: boolean;
  /** Published defaults of built-in kinds are mostly zero values that say nothing. */
  readonly zeroDefaults: 'keep' | 'drop';
  /** Called with every inline object; answers the id it is stored under. */
  readonly hoist: (path: string, schema: RawSchema) => string;
}

/** Published key → key of a fact, for those that are carried over as they are. */
const carried = {
  format: 'format',
  pattern: 'pattern',
  enum: 'enum',
  minimum: 'minimum',
  maximum: 'maximum',
  exclusiveMinimum: 'exclusiveMinimum',
  exclusiveMaximum: 'exclusiveMaximum',
  multipleOf: 'multipleOf',
  minLength: 'minLength',
  maxLength: 'maxLength',
  minItems: 'minItems',
  maxItems: 'maxItems',
  uniqueItems: 'uniqueItems',
  minProperties: 'minProperties',
  maxProperties: 'maxProperties',
  nullable: 'nullable',
  'x-kubernetes-list-type': 'list',
  'x-kubernetes-list-map-keys': 'keys',
  'x-kubernetes-map-type': 'map',
  'x-kubernetes-patch-merge-key': 'mergeKey',
  'x-kubernetes-patch-strategy': 'strategy',
  'x-kubernetes-preserve-unknown-fields': 'preserve',
  'x-kubernetes-int-or-string': 'intOrString',
  'x-kubernetes-embedded-resource': 'embedded',
} as const satisfies Record<string, keyof Node>;

const logical = ['anyOf', 'oneOf', 'not'] as const;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A published schema as a node; inline objects with fields are hoisted to definitions. */
export function toNode(schema: RawSchema, path: string, context: NodeContext): Node {
  const only = onlyReference(schema);
  if (only !== undefined)
    return { ref: context.reference(only), ...itself(schema, context), ...beside(schema, context) };
  if (schema.properties !== undefined)
    return { ref: context.hoist(path, schema), ...beside(schema, context) };
  const node: Mutable<Node> = { ...itself(schema, context), ...beside(schema, context) };
  if (schema.items !== undefined) node.items = pack(toNode(schema.items, `${path}[]`, context));
  const values = schema.additionalProperties;
  if (typeof values === 'boolean') node.values = values;
  else if (values !== undefined) node.values = pack(toNode(values, `${path}{}`, context));
  return node;
}

/** Facts of the value itself: they belong to the definition when the value is an object with fields. */
export function itself(schema: RawSchema, context: NodeContext): Node {
  const node: Record<string, unknown> = {};
  if (schema.type !== undefined) node.type = schema.type;
  for (const [from, to] of Object.entries(carried)) {
    const value = schema[from];
    if (value !== undefined && value !== false) node[to] = value;
  }
  for (const key of logical) if (schema[key] !== undefined) node[key] = withoutTexts(schema[key]);
  if (schema.allOf !== undefined && onlyReference(schema) === undefined)
    node.allOf = withoutTexts(schema.allOf);
  const rules = schema['x-kubernetes-validations'];
  if (Array.isArray(rules)) node.rules = rules.map((rule) => toRule(rule, context.texts));
  return node as Node;
}

/** Facts of the place where a value stands: they stay beside a reference. */
function beside(schema: RawSchema, context: NodeContext): Node {
  const node: Mutable<Node> = {};
  if (schema.default !== undefined && (context.zeroDefaults === 'keep' || !isZero(schema.default)))
    node.default = schema.default as Json;
  if (schema.nullable === true) node.nullable = true;
  if (context.texts && typeof schema.description === 'string') node.description = schema.description;
  return node;
}

/** `{ $ref }` or `{ allOf: [{ $ref }] }`: the published way to put a default beside a reference. */
function onlyReference(schema: RawSchema): string | undefined {
  const ref = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]?.$ref : undefined);
  return ref?.slice(ref.lastIndexOf('/') + 1);
}

function isZero(value: unknown): boolean {
  return (
    value === '' || value === 0 || value === false || (isRecord(value) && Object.keys(value).length === 0)
  );
}

const ruleKeys = ['rule', 'fieldPath', 'reason', 'optionalOldSelf'] as const;
const ruleTexts = ['message', 'messageExpression'] as const;

function toRule(rule: Readonly<Record<string, unknown>>, texts: boolean): Rule {
  const keys = texts ? [...ruleKeys, ...ruleTexts] : ruleKeys;
  return Object.fromEntries(
    keys.filter((key) => rule[key] !== undefined).map((key) => [key, rule[key]]),
  ) as unknown as Rule;
}

/** Value validations in their published form, less the sentences. A field may be called `description`: only texts go. */
export function withoutTexts(value: unknown): Json {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (!isRecord(value)) return value as Json;
  const kept: Record<string, Json> = {};
  for (const [key, part] of Object.entries(value))
    if (key === 'properties' && isRecord(part))
      kept[key] = Object.fromEntries(Object.entries(part).map(([name, each]) => [name, withoutTexts(each)]));
    else if (!(key === 'description' && typeof part === 'string')) kept[key] = withoutTexts(part);
  return kept;
}
