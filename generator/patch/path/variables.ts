import { finding } from '../../core/codes.ts';
import type { Place } from '../../core/finding.ts';
import { define, isRecord, own } from '../../core/json.ts';
import { PatchError } from '../../core/problem.ts';
import { didYouMean } from '../../core/suggest.ts';
import { Bare } from './bare.ts';
import type { PathDocument } from './document.ts';

export type Values = Readonly<Record<string, string>>;

/** `${name}` where it is declared; `$${` is `${` itself. Where in the file an operation stands is known by its index. */
export function withVariables(
  document: PathDocument,
  given: Values,
  placeOf: (operation: number) => Place | undefined = () => undefined,
): PathDocument {
  const { variables = {}, operations, ...rest } = document;
  const known = valuesOf(variables, given);
  return {
    ...(filled(rest, known, variables, undefined) as object),
    operations: operations.map((operation, index) => filled(operation, known, variables, placeOf(index))),
  } as PathDocument;
}

function valuesOf(declared: Readonly<Record<string, unknown>>, given: Values): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, usual] of Object.entries(declared)) {
    const value = own(given, name) ?? (usual instanceof Bare ? nothing(usual.text) : usual);
    if (value !== null && value !== undefined) values.set(name, String(value));
  }
  return values;
}

/** A variable without a default is written without a value, or with null. */
function nothing(text: string): string | undefined {
  return text === '' || text === '~' || text === 'null' ? undefined : text;
}

function filled(
  value: unknown,
  known: ReadonlyMap<string, string>,
  declared: object,
  place: Place | undefined,
): unknown {
  const text = (each: string): string =>
    each.replace(/\$\$\{|\$\{([^{}]*)\}/g, (whole, name: string | undefined) => {
      if (name === undefined) return whole.slice(1);
      const found = known.get(name);
      if (found !== undefined) return found;
      throw unknown(name, declared, place);
    });
  const visit = (each: unknown): unknown => {
    if (typeof each === 'string') return text(each);
    if (each instanceof Bare) return new Bare(text(each.text));
    if (Array.isArray(each)) return each.map(visit);
    if (!isRecord(each)) return each;
    const fields: Record<string, unknown> = {};
    for (const name of Object.keys(each)) define(fields, text(name), visit(own(each, name)));
    return fields;
  };
  return visit(value);
}

function unknown(name: string, declared: object, place: Place | undefined): PatchError {
  const where = place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `;
  const names = Object.keys(declared);
  const why = Object.hasOwn(declared, name)
    ? `the variable ${name} has no value`
    : `the variable ${name} is not declared`;
  const hint = Object.hasOwn(declared, name) ? `give --var ${name}=…` : didYouMean(name, names);
  return new PatchError([
    finding('patch/unknown-variable', `${where}${why}`, {
      ...(place === undefined ? {} : { source: place }),
      fix: hint ?? `declare it under variables, or write $\${${name}} for the text itself`,
    }),
  ]);
}
