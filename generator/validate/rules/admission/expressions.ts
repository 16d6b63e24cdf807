import { withoutTexts } from '../../cel/dialect.ts';
import { checkedExpression } from '../../cel/engine.ts';
import { withoutStructures } from '../../cel/structures.ts';
import { shortened } from '../../shortened.ts';
import type { Fields } from '../fields.ts';

const always = ['object', 'oldObject', 'request', 'namespaceObject', 'variables'];

/** What an expression of a policy may name. */
export interface Known {
  readonly params: boolean;
  readonly authorizer: boolean;
  /** It makes objects, or operations on them. */
  readonly structures?: boolean;
  /** Variables that are there by then; undefined: not looked at. */
  readonly variables?: ReadonlySet<string>;
}

/** An expression that the server can compile, and that comes to one of some types. */
export function compiles(fields: Fields, name: string, known: Known, types: readonly string[]): void {
  const expression = fields.text(name);
  if (expression.trim() === '') return;
  const names = [...always, ...(known.params ? ['params'] : []), ...(known.authorizer ? ['authorizer'] : [])];
  const plain = known.structures === true ? withoutStructures(expression) : expression;
  const { wrong, type } = checkedExpression(
    plain,
    fields.inquiry.release,
    known.structures === true ? [...names, 'jsonpatch'] : names,
  );
  const missing = known.variables && missingVariable(expression, known.variables);
  const say = (what: string): void =>
    fields.refuse({ code: 'api/bad-expression', what: `${what}: ${shortened(expression)}` }, name);
  if (wrong !== undefined) say(`cannot be compiled: ${wrong}`);
  else if (missing !== undefined) say(`speaks of variables.${missing}, which is not there`);
  else if (type !== undefined && type !== 'dyn' && !types.includes(type.replace(/<.*/s, '')))
    say(`comes to a ${type}, not to a ${types[0]}`);
}

function missingVariable(expression: string, variables: ReadonlySet<string>): string | undefined {
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
