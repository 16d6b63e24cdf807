import { compact, isRecord } from '../../core/json.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Mistake } from '../complaint.ts';
import { below, fieldPath } from '../path.ts';
import { shortened } from '../shortened.ts';
import type { SchemaError } from './compile.ts';

/**
 * AJV's errors as sentences, one a mistake; what the branches of an alternative say is noise beside that none fits. Values at places
 * that are `hidden` are not said.
 */
export function mistakesOf(
  errors: readonly SchemaError[],
  hidden: (pointer: string) => boolean = () => false,
): readonly Mistake[] {
  const said = new Map<string, Mistake>();
  for (const error of errors) {
    if (error.keyword === 'if' || /\/(anyOf|oneOf|not)\/./.test(error.schemaPath)) continue;
    const mistake = mistakeOf(hidden(error.instancePath) ? { ...error, data: secret } : error);
    const key = `${mistake.code} ${mistake.pointer}`;
    if (!said.has(key)) said.set(key, mistake);
  }
  // A value of another type fits no alternative either.
  return [...said.values()].filter(
    ({ code, pointer }) => code !== 'api/no-match' || !said.has(`api/wrong-type ${pointer}`),
  );
}

function mistakeOf(error: SchemaError): Mistake {
  const { keyword, instancePath: pointer, params } = error;
  const at = fieldPath(pointer) || 'the object';
  switch (keyword) {
    case 'additionalProperties':
      return unknownField(error);
    case 'type':
      return {
        code: 'api/wrong-type',
        pointer,
        message: `${at} is ${shown(error.data)}, not ${wanted(params.type)}`,
      };
    case 'required': {
      const missing = below(pointer, String(params.missingProperty));
      return { code: 'api/missing-field', pointer: missing, message: `${fieldPath(missing)} is required` };
    }
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[])
        .filter((value) => value !== '' && value !== null)
        .map(String);
      const hint = typeof error.data === 'string' ? didYouMean(error.data, allowed) : undefined;
      const message = `${at} is ${shown(error.data)}, which is none of ${allowed.slice(0, 12).join(', ')}`;
      return { code: 'api/not-allowed', pointer, message, ...(hint === undefined ? {} : { fix: hint }) };
    }
    case 'const':
      return {
        code: 'api/not-allowed',
        pointer,
        message: `${at} is ${shown(error.data)}, not ${shown(params.allowedValue)}`,
      };
    case 'format':
    case 'pattern':
      return badFormat(error, at);
    case 'uniqueItems':
      return {
        code: 'api/not-unique',
        pointer,
        message: `${at} has an item twice: ${params.j} and ${params.i}`,
      };
    case 'anyOf':
    case 'oneOf':
    case 'not':
      return { code: 'api/no-match', pointer, message: `${at} ${noMatch[keyword]}` };
    default:
      return {
        code: 'api/out-of-range',
        pointer,
        message: `${at} is ${shown(error.data)}: it ${error.message}`,
      };
  }
}

const noMatch: Readonly<Record<string, string>> = {
  anyOf: 'fits none of the alternatives of its schema',
  oneOf: 'does not fit exactly one of the alternatives of its schema',
  not: 'has what its schema forbids',
};

function unknownField({ instancePath, params, parentSchema }: SchemaError): Mistake {
  const name = String(params.additionalProperty);
  const pointer = below(instancePath, name);
  const known = isRecord(parentSchema?.properties) ? Object.keys(parentSchema.properties) : [];
  const hint = didYouMean(name, known);
  const within = fieldPath(instancePath);
  const message = `there is no field ${name}${within === '' ? '' : ` in ${within}`}`;
  return { code: 'api/unknown-field', pointer, message, ...(hint === undefined ? {} : { fix: hint }) };
}

const examples: Readonly<Record<string, string>> = {
  quantity: 'a quantity, like 500m, 1.5 or 2Gi',
  'go-time': 'a time, like 2006-01-02T15:04:05Z',
  'go-micro-time': 'a time to the microsecond, like 2006-01-02T15:04:05.000000Z',
  'go-bytes': 'base64',
  byte: 'base64',
  'date-time': 'a time, like 2006-01-02T15:04:05Z',
  date: 'a day, like 2006-01-02',
  uri: 'an address, like https://example.com/',
};

function badFormat({ instancePath: pointer, params, data, parentSchema }: SchemaError, at: string): Mistake {
  const like = Array.isArray(parentSchema?.examples) ? parentSchema.examples.join(', ') : params.pattern;
  const what =
    params.format === undefined
      ? `text like ${like}`
      : (examples[String(params.format)] ?? `a ${params.format}`);
  return { code: 'api/bad-format', pointer, message: `${at} is ${shown(data)}, not ${what}` };
}

const names: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a map',
  array: 'a list',
};

function wanted(type: unknown): string {
  const types = [type].flat().filter((each) => each !== 'null');
  return types.map((each) => names[String(each)] ?? String(each)).join(' or ');
}

/** Stands for what nobody is to see. */
const secret: unique symbol = Symbol('secret');

/** Short enough for a sentence. */
function shown(value: unknown): string {
  if (value === secret) return 'something else';
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a map';
  const text = compact(value) ?? 'nothing';
  return shortened(text);
}
