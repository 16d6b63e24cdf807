/** A list that grows at its end in constant time and shares its beginning: branching from one base costs nothing. */
export interface Chain<T> {
  readonly last: T;
  readonly before: Chain<T> | undefined;
  readonly length: number;
}

export function append<T>(before: Chain<T> | undefined, last: T): Chain<T> {
  return { before, last, length: (before?.length ?? 0) + 1 };
}

/** As a frozen array, each item converted. */
export function toArray<T, U>(chain: Chain<T> | undefined, convert: (item: T) => U): readonly U[] {
  if (chain === undefined) return empty;
  const items = new Array<U>(chain.length);
  for (let each: Chain<T> | undefined = chain; each !== undefined; each = each.before)
    items[each.length - 1] = convert(each.last);
  return Object.freeze(items);
}

const empty: readonly never[] = Object.freeze([]);
