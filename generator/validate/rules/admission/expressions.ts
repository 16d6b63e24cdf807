import { type CheckedExpression, checkedExpression, type Names, type Shape } from '../../cel/check.ts';
import { withoutTexts } from '../../cel/dialect.ts';
import { withoutStructures } from '../../cel/structures.ts';
import { shortened } from '../../shortened.ts';
import type { Fields } from '../fields.ts';

const kind: Shape = { fields: { group: 'string', version: 'string', kind: 'string' } };
const resource: Shape = { fields: { group: 'string', version: 'string', resource: 'string' } };
const texts = 'map<string, string>';

/** What every expression knows of a request, with the types that the server gives them. */
const always: Names = {
  object: 'dyn',
  oldObject: 'dyn',
  request: {
    fields: {
      kind,
      resource,
      subResource: 'string',
      requestKind: kind,
      requestResource: resource,
      requestSubResource: 'string',
      name: 'string',
      namespace: 'string',
      operation: 'string',
      userInfo: {
        fields: {
          username: 'string',
          uid: 'string',
          groups: 'list<string>',
          extra: 'map<string, list<string>>',
        },
      },
      dryRun: 'bool',
      options: 'dyn',
    },
  },
  namespaceObject: {
    fields: {
      metadata: {
        fields: {
          name: 'string',
          generateName: 'string',
          namespace: 'string',
          labels: texts,
          annotations: texts,
          UID: 'string',
          creationTimestamp: 'timestamp',
          deletionTimestamp: 'timestamp',
          deletionGracePeriodSeconds: 'int',
          generation: 'int',
          resourceVersion: 'string',
          finalizers: 'list<string>',
        },
      },
      spec: { fields: { finalizers: 'list<string>' } },
      status: { fields: { conditions: 'list', phase: 'string' } },
    },
  },
};

/** What an expression of a policy may name. */
export interface Known {
  readonly params: boolean;
  readonly authorizer: boolean;
  /** It makes objects, or operations on them. */
  readonly structures?: boolean;
  /** Variables that are there by then, with what they come to; undefined: it knows none. */
  readonly variables?: Variables;
}

/** Names of variables, and what each comes to. */
export type Variables = ReadonlyMap<string, string>;

/** An expression that the server can compile, and that comes to one of some types, or to whatever it likes. */
export function compiles(fields: Fields, name: string, known: Known, types?: readonly string[]): void {
  const expression = fields.text(name);
  if (expression.trim() === '') return;
  const missing = known.variables && missingVariable(expression, known.variables);
  const { wrong, type } = looked(expression, fields.inquiry.release, known);
  const say = (what: string): void =>
    fields.refuse({ code: 'api/bad-expression', what: `${what}: ${shortened(expression)}` }, name);
  if (missing !== undefined) say(`speaks of variables.${missing}, which is not there`);
  else if (wrong !== undefined) say(`cannot be compiled: ${wrong}`);
  else if (type !== undefined && types?.includes(type) === false)
    say(`comes to ${type}, not to ${types[0]}${type === 'dyn' ? (cures[types[0] as string] ?? '') : ''}`);
}

/** What makes a type known that is not. */
const cures: Readonly<Record<string, string>> = {
  bool: ' (compare it with == true)',
  string: ' (put it into string(…))',
};

function looked(expression: string, release: string | undefined, known: Known): CheckedExpression {
  const fields = Object.fromEntries(known.variables ?? []);
  return checkedExpression(known.structures === true ? withoutStructures(expression) : expression, release, {
    ...always,
    ...(known.variables === undefined ? {} : { variables: { fields } }),
    ...(known.structures === true ? { jsonpatch: 'JsonPatch' } : {}),
    ...(known.params ? { params: 'dyn' } : {}),
    ...(known.authorizer ? { authorizer: 'Authorizer' } : {}),
  });
}

/** Types that a variable keeps; any other is one that may be anything. */
const kept = new Set('bool string int uint double bytes list map dyn null timestamp duration'.split(' '));

/** What a variable comes to, for those that speak of it. */
export function variableType(expression: string, release: string | undefined, known: Known): string {
  const { type = 'dyn' } = looked(expression, release, known);
  return (type.match(/\w+/g) ?? []).every((word) => kept.has(word)) ? type : 'dyn';
}

function missingVariable(expression: string, variables: Variables): string | undefined {
  return [...withoutTexts(expression).matchAll(/(?<![\w.])variables\.([A-Za-z_]\w*)/g)]
    .map(([, name]) => name as string)
    .find((name) => !variables.has(name));
}

const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

export function isIdentifier(text: string): boolean {
  return /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(text) && !reserved.has(text);
}
