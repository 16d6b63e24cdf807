import { createRequire } from 'node:module';
import type { Ajv, ValidateFunction } from 'ajv';
import { isRecord, own } from '../../core/json.ts';
import type { Mistake } from '../complaint.ts';
import { fieldPath } from '../path.ts';
import type { SchemaError } from './compile.ts';
import { mistakesOf } from './errors.ts';
import { regExp } from './patterns.ts';

export type DocumentSchema = Readonly<Record<string, unknown>>;

let engine: Ajv | undefined;

function ajv(): Ajv {
  if (engine !== undefined) return engine;
  const require = createRequire(import.meta.url);
  const { Ajv: Engine } = require('ajv') as typeof import('ajv');
  engine = new Engine({ strict: false, logger: false, allErrors: true, verbose: true, code: { regExp } });
  return engine;
}

const compiled = new WeakMap<DocumentSchema, ValidateFunction>();

function validatorOf(schema: DocumentSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const made = ajv().compile(schema);
  compiled.set(schema, made);
  return made;
}

/** What is wrong with a value by a JSON Schema that is no kind's. Of alternatives, what the nearest one says. */
export function documentMistakes(schema: DocumentSchema, value: unknown): readonly Mistake[] {
  const { errors, unfit } = errorsOf(schema, value, '');
  return [...mistakesOf(errors), ...unfit];
}

interface Said {
  readonly errors: readonly SchemaError[];
  /** Values that no alternative is near to. */
  readonly unfit: readonly Mistake[];
}

const nothing: Said = { errors: [], unfit: [] };

function errorsOf(schema: DocumentSchema, value: unknown, prefix: string): Said {
  const validate = validatorOf(schema);
  if (validate(value)) return nothing;
  const errors = (validate.errors ?? []).map((each) => ({
    ...each,
    instancePath: `${prefix}${each.instancePath}`,
  }));
  const alternatives = errors.filter((each) => each.keyword === 'anyOf');
  const outer = alternatives.filter(
    (each, index) =>
      !alternatives.some(
        (other, at) => other !== each && isInside(each, other) && !(isInside(other, each) && at > index),
      ),
  );
  const plain = errors.filter((each) => !outer.some((other) => isInside(each, other)));
  const nearer = outer.map((each) => nearest(each, schema));
  return {
    errors: [...plain, ...nearer.flatMap((each) => each.errors)],
    unfit: nearer.flatMap(({ unfit }) => unfit),
  };
}

/** Whether an error is about something in what another one is about. */
function isInside({ instancePath }: SchemaError, other: SchemaError): boolean {
  return instancePath === other.instancePath || instancePath.startsWith(`${other.instancePath}/`);
}

/** What the branch says that says least; where several say as much, only which there are. */
function nearest(error: SchemaError, { $defs }: DocumentSchema): Said {
  const branches = error.schema as readonly DocumentSchema[];
  const said = branches
    .filter((branch) => sameType(resolved(branch, $defs), error.data))
    .map((branch) => errorsOf(withDefinitions(branch, $defs), error.data, error.instancePath))
    .sort((a, b) => sizeOf(a) - sizeOf(b));
  const [best, next] = said;
  if (best !== undefined && (next === undefined || sizeOf(best) < sizeOf(next))) return best;
  const forms = [...new Set(branches.map((branch) => formOf(resolved(branch, $defs))))].join(', ');
  const message = `${fieldPath(error.instancePath)} is none of what it can be`;
  return {
    errors: [],
    unfit: [{ code: 'api/no-match', pointer: error.instancePath, message, fix: `it can be ${forms}` }],
  };
}

function sizeOf({ errors, unfit }: Said): number {
  return errors.length + unfit.length;
}

/** An alternative in few words: a map by its fields, a word as it is, any other by its type. */
function formOf({ properties, type, enum: words, const: word }: DocumentSchema): string {
  if (isRecord(properties)) return `{ ${Object.keys(properties).join(', ')} }`;
  if (Array.isArray(words)) return words.join(', ');
  return word === undefined ? `a ${type}` : String(word);
}

const completed = new WeakMap<DocumentSchema, DocumentSchema>();

function withDefinitions(branch: DocumentSchema, $defs: unknown): DocumentSchema {
  const known = completed.get(branch) ?? { ...branch, $defs };
  completed.set(branch, known);
  return known;
}

function resolved(branch: DocumentSchema, $defs: unknown): DocumentSchema {
  const [, name] = /^#\/\$defs\/(.+)$/.exec(String(branch.$ref)) ?? [];
  const found = name !== undefined && isRecord($defs) ? own($defs, name) : undefined;
  return isRecord(found) ? resolved(found, $defs) : branch;
}

/** A map is meant as one of the maps. */
function sameType({ type }: DocumentSchema, value: unknown): boolean {
  if (type === undefined) return false;
  if (Array.isArray(value)) return type === 'array';
  return isRecord(value) ? type === 'object' : type === typeof value;
}
