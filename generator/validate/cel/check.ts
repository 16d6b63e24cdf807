import type { Environment } from '@marcbachmann/cel-js';
import { checkerEnvironment, span, structure, time } from './checker.ts';
import { forChecking, withoutTexts } from './dialect.ts';
import { laterFunction } from './later.ts';
import { misuse, type Node } from './misuse.ts';

/** What a name stands for: a type of CEL, or one that is put together. */
export type Shape =
  | string
  | { readonly list: Shape }
  | { readonly map: Shape }
  | { readonly optional: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

/** What an expression may name. */
export type Names = Readonly<Record<string, Shape>>;

/** What can be told of an expression without an object. */
export interface CheckedExpression {
  /** Why the server cannot compile it. */
  readonly wrong?: string;
  /** What it comes to: `bool`, `list<string>`, `dyn`; undefined where that cannot be told here. */
  readonly type?: string;
}

/** Looks at an expression that knows some names, as the server of a release does. */
export function checkedExpression(
  expression: string,
  release: string | undefined,
  names: Names,
): CheckedExpression {
  const later = laterFunction(expression, release);
  if (later !== undefined) return { wrong: `it can name ${later.name}() since ${later.since}` };
  const bare = withoutTexts(expression);
  const { environment, results } = knownBy(names, boundNames(bare));
  let result = results.get(expression);
  if (result === undefined) {
    result = looked(environment, expression, names, /(?<![\w.])cel\.bind\(/.test(bare));
    results.set(expression, result);
  }
  return result;
}

function looked(
  environment: Environment,
  expression: string,
  names: Names,
  binds: boolean,
): CheckedExpression {
  const known = Object.keys(names).filter((name) => name !== 'cel');
  if (binds && !Object.hasOwn(names, 'cel'))
    return { wrong: `there is no cel; it knows ${known.join(', ')}` };
  const { wrong, type, root } = parsedAndChecked(environment, forChecking(expression));
  const [, unknown] = /^Unknown variable: (\w+)/.exec(wrong ?? '') ?? [];
  if (unknown !== undefined) return { wrong: `there is no ${unknown}; it knows ${known.join(', ')}` };
  // What may be there of a list or a map (`[?a]`) cannot be read here.
  if (wrong === 'Unexpected token: QUESTION') return {};
  const mistake = wrong ?? (root && misuse(root));
  if (mistake !== undefined) return { wrong: spelled(mistake) };
  return type === undefined ? {} : { type: spelled(type) };
}

const times: Readonly<Record<string, string>> = { timestamp: time, duration: span };

/** Types as the package knows them. */
function unspelled(type: string): string {
  return type.replace(/\b(?:timestamp|duration)\b/g, (name) => times[name] as string);
}

/** Types as a reader knows them: those of fields by their place. */
function spelled(text: string): string {
  return text
    .replace(/google\.protobuf\.(\w+)/g, (_, name: string) => name.toLowerCase())
    .replace(/\bOf_(\w+)/g, (_, place: string) => place.replaceAll('__', '.'));
}

interface Checked extends CheckedExpression {
  readonly root?: Node;
}

function parsedAndChecked(environment: Environment, expression: string): Checked {
  try {
    const program = environment.parse(expression);
    const { valid, type, error } = program.check() as {
      readonly valid: boolean;
      readonly type?: unknown;
      readonly error?: Error;
    };
    if (!valid) return { wrong: firstLine(error) };
    // A function of any type, asked of what is of any type.
    const told = String(type).replace(/\b[A-Z]\b/g, 'dyn');
    return { type: told, root: program.ast as unknown as Node };
  } catch (error) {
    return { wrong: firstLine(error) };
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] as string;
}

/** Macros that the package does not have: how many names each binds, of any type here. */
const binding: readonly RegExp[] = [
  /\.(?:sortBy|optMap|optFlatMap)\(\s*([A-Za-z_]\w*)\s*,/g,
  /\.(?:all|exists|exists_one|existsOne|transformList|transformMap|transformMapEntry)\(\s*([A-Za-z_]\w*)\s*,\s*([A-Za-z_]\w*)\s*,/g,
];

function boundNames(expression: string): readonly string[] {
  return binding.flatMap((macro) => [...expression.matchAll(macro)].flatMap(([, ...names]) => names));
}

/** An environment of some names, and what it said of expressions. */
interface Known {
  readonly environment: Environment;
  readonly results: Map<string, CheckedExpression>;
}

const known = new Map<string, Known>();

function knownBy(names: Names, bound: readonly string[]): Known {
  const key = JSON.stringify([names, bound]);
  let found = known.get(key);
  if (found === undefined) {
    const environment = checkerEnvironment().clone();
    const declare = declaring(environment);
    for (const [name, shape] of [...Object.entries(names), ...bound.map((each) => [each, 'dyn'] as const)])
      if (!environment.hasVariable(name)) environment.registerVariable(name, declare(name, shape));
    found = { environment, results: new Map() };
    known.set(key, found);
  }
  return found;
}

type Declare = (name: string, shape: Shape) => string;

/** The types of shapes: a structure is a type of its own, wherever it stands. */
function declaring(environment: Environment): Declare {
  const made = new Map<Shape, string>();
  const declare: Declare = (name, shape) => {
    if (typeof shape === 'string') return unspelled(shape);
    if ('list' in shape) return `list<${declare(`${name}__item`, shape.list)}>`;
    if ('map' in shape) return `map<string, ${declare(`${name}__value`, shape.map)}>`;
    if ('optional' in shape) return `optional<${declare(name, shape.optional)}>`;
    const known = made.get(shape);
    if (known !== undefined) return known;
    const fields = Object.entries(shape.fields).map(
      ([field, inner]) => [field, declare(`${name}__${field}`, inner)] as const,
    );
    const type = structure(environment, `Of_${name}`, Object.fromEntries(fields));
    made.set(shape, type);
    return type;
  };
  return declare;
}
