export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own field, never one of the prototype: `constructor` and `__proto__` are names like any other. */
export function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** Sets an own field whatever its name is; plain assignment to `__proto__` would change the prototype instead. */
export function define(object: object, name: string, value: unknown): void {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else (object as Record<string, unknown>)[name] = value;
}

/** Without the fields that hold nothing. */
export function defined(fields: Readonly<Record<string, unknown>>): object {
  return given<Readonly<Record<string, unknown>>>(fields);
}

/** An object of a type whose optional fields may be given as nothing: those are left out. */
export function given<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  const kept = {};
  for (const key of Object.keys(fields)) {
    const value = own(fields, key);
    if (value !== undefined) define(kept, key, value);
  }
  return kept as T;
}

/** JSON text with keys in code-unit order: equal for equal values. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'null');
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** JSON text, 64-bit integers as numbers; undefined of what is no JSON. */
export function compact(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  // JSON's own writer knows no integers of that size: they are marked, and the marks taken away.
  const text = JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'bigint' ? `\u0000${each}` : each,
  ) as string | undefined;
  return text?.replace(/"\\u0000(-?\d+)"/g, '$1');
}

/** Deep equality of JSON values. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((each, index) => equal(each, b[index]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(a[key], own(b, key)))
  );
}

/** Half of a surrogate pair is no character: no UTF-8 text can hold it. */
export function hasHalfCharacter(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
