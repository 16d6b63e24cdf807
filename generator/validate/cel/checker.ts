import type { Environment } from '@marcbachmann/cel-js';
import { environmentWith, typedLibraries } from './engine.ts';
import { addLibrary } from './libraries/library.ts';

/** Names that stand before functions. */
class Sets {}
class Lists {}
class Strings {}

/** Types that there are only to look at. */
const structures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Decision: {},
  PathCheck: {},
  ResourceCheck: {},
  GroupCheck: {},
  Authorizer: { requestResource: 'ResourceCheck' },
  JsonPatch: {},
  Object: {},
  JSONPatch: {},
};

export const time = 'google.protobuf.Timestamp';
export const span = 'google.protobuf.Duration';

const checks = ['subresource', 'namespace', 'name', 'fieldSelector', 'labelSelector'];

/** What the server has and the package does not, or not with these types. `A` is any type, the same in one signature. */
const signatures: readonly string[] = [
  'matches(string, string): bool',
  'string.format(list): string',
  'Strings.quote(string): string',
  'Lists.range(int): list<int>',
  'JsonPatch.escapeKey(string): string',
  'OptionalNamespace.ofNonZeroValue(A): optional<A>',
  'int(uint): int',
  ...[time, span].flatMap((type) => [`int(${type}): int`, `string(${type}): string`]),
  `timestamp(${time}): ${time}`,
  `duration(${span}): ${span}`,
  'list<A>.isSorted(): bool',
  'list<A>.sum(): A',
  'list<A>.min(): A',
  'list<A>.max(): A',
  'list<A>.indexOf(A): int',
  'list<A>.lastIndexOf(A): int',
  'list<A>.distinct(): list<A>',
  'list<A>.reverse(): list<A>',
  'list<A>.slice(int, int): list<A>',
  'list<A>.sort(): list<A>',
  'list<A>.sortBy(dyn, dyn): list<A>',
  'list<list<A>>.flatten(): list<A>',
  'list.flatten(int): list',
  'list<A>.first(): optional<A>',
  'list<A>.last(): optional<A>',
  'list<optional<A>>.unwrapOpt(): list<A>',
  'Sets.contains(list<A>, list<A>): bool',
  'Sets.equivalent(list<A>, list<A>): bool',
  'Sets.intersects(list<A>, list<A>): bool',
  'optional.optMap(dyn, A): optional<A>',
  'optional.optFlatMap(dyn, dyn): optional',
  ...['list', 'map'].flatMap((of) => [
    ...['all', 'exists', 'exists_one', 'existsOne'].map((name) => `${of}.${name}(dyn, dyn, bool): bool`),
    `${of}.transformList(dyn, dyn, A): list<A>`,
    `${of}.transformList(dyn, dyn, bool, A): list<A>`,
    `${of}.transformMap(dyn, dyn, A): map<${of === 'list' ? 'int' : 'dyn'}, A>`,
    `${of}.transformMap(dyn, dyn, bool, A): map<${of === 'list' ? 'int' : 'dyn'}, A>`,
    `${of}.transformMapEntry(dyn, dyn, dyn): map`,
    `${of}.transformMapEntry(dyn, dyn, bool, dyn): map`,
  ]),
  'Authorizer.path(string): PathCheck',
  'Authorizer.group(string): GroupCheck',
  'Authorizer.serviceAccount(string, string): Authorizer',
  'PathCheck.check(string): Decision',
  'GroupCheck.resource(string): ResourceCheck',
  ...checks.map((name) => `ResourceCheck.${name}(string): ResourceCheck`),
  'ResourceCheck.check(string): Decision',
  'Decision.allowed(): bool',
  'Decision.reason(): string',
  'Decision.errored(): bool',
  'Decision.error(): string',
  'asObject(map): Object',
  'asPatch(map): JSONPatch',
];

/** The server compares bytes, and takes null for a time, a span, or what a library makes. */
const operators: readonly string[] = [
  ...['<', '<=', '>', '>='].flatMap((sign) => [
    `bytes ${sign} bytes`,
    ...[time, span, 'null'].flatMap((type) => [
      `${type} ${sign} null`,
      ...(type === 'null' ? [] : [`null ${sign} ${type}`]),
    ]),
  ]),
  ...['+', '-'].flatMap((sign) => [
    ...[time, span].flatMap((type) => [`${type} ${sign} null: ${type}`, `null ${sign} ${type}: ${type}`]),
    `null ${sign} null: dyn`,
  ]),
  ...[time, span, 'optional<dyn>', 'Quantity', 'Semver', 'Ip', 'Cidr', 'Url', 'Format'].map(
    (type) => `${type} == null`,
  ),
  'optional<A> == optional<A>',
];

let made: Environment | undefined;

/** An environment that knows every function of the server by its types, and no name of a variable. */
export function checkerEnvironment(): Environment {
  if (made !== undefined) return made;
  made = environmentWith(false);
  for (const library of typedLibraries()) addLibrary(made, library);
  addLibrary(made, {
    namespaces: {
      sets: new Sets(),
      lists: new Lists(),
      strings: new Strings(),
    },
    functions: {},
  });
  for (const [name, fields] of Object.entries(structures)) structure(made, name, fields);
  for (const signature of signatures) made.registerFunction(signature, never);
  for (const operator of operators) made.registerOperator(operator, never);
  return made;
}

/** A type of fields, equal to another of its kind or to null. */
export function structure(
  environment: Environment,
  name: string,
  fields: Readonly<Record<string, string>>,
): string {
  environment.registerType(name, { fields });
  environment.registerOperator(`${name} == ${name}`, never);
  environment.registerOperator(`${name} == null`, never);
  return name;
}

function never(): never {
  throw new Error('this is only looked at');
}
