import { isRecord, own } from '../../core/json.ts';
import { didYouMean } from '../../core/suggest.ts';
import type { Mistake } from '../complaint.ts';
import { below, fieldPath } from '../path.ts';
import type { Shape } from './fields.ts';

const names: Readonly<Record<string, string>> = {
  text: 'a text',
  truth: 'true or false',
  number: 'a whole number',
};

/** Whether a value has a shape; every place where it has not. */
export function misshapen(value: unknown, shape: Shape, pointer: string): readonly Mistake[] {
  if (value === null || value === undefined || shape === 'anything') return [];
  if (typeof shape === 'string') return isA(shape, value) ? [] : [wrong(pointer, names[shape] ?? shape)];
  if (isList(shape)) {
    if (!Array.isArray(value)) return [wrong(pointer, 'a list')];
    return value.flatMap((item, index) => misshapen(item, shape[0], `${pointer}/${index}`));
  }
  if (!isRecord(value)) return [wrong(pointer, 'a map')];
  return Object.keys(value).flatMap((name) => {
    const known = fieldOf(shape, name);
    return known === undefined
      ? [unknown(name, shape, pointer)]
      : misshapen(own(value, name), known, below(pointer, name));
  });
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function isA(shape: string, value: unknown): boolean {
  if (shape === 'text') return typeof value === 'string';
  return shape === 'truth' ? typeof value === 'boolean' : Number.isInteger(value);
}

/** Kustomize takes names for what they are whatever the case. */
function fieldOf(shape: object, name: string): Shape | undefined {
  const fields = shape as Readonly<Record<string, Shape>>;
  if (Object.hasOwn(fields, '*')) return fields['*'];
  const known = Object.keys(fields).find((each) => each.toLowerCase() === name.toLowerCase());
  return known === undefined ? undefined : fields[known];
}

function wrong(pointer: string, wanted: string): Mistake {
  return {
    code: 'kustomize/wrong-type',
    pointer,
    message: `${fieldPath(pointer) || 'the file'} is not ${wanted}`,
  };
}

function unknown(name: string, shape: object, pointer: string): Mistake {
  const within = fieldPath(pointer);
  const hint = didYouMean(name, Object.keys(shape));
  return {
    code: 'kustomize/unknown-field',
    pointer: below(pointer, name),
    message: `kustomize has no field ${name}${within === '' ? '' : ` in ${within}`}`,
    ...(hint === undefined ? {} : { fix: hint }),
  };
}
