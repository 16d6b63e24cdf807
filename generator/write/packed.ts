/** What can be gone through as often as one likes, and counted. */
export interface Many<T> extends Iterable<T> {
  readonly length: number;
}

/** So many are at hand as they are. */
const loose = 20_000;

/** A list to which things are only added, of data: where it is long most of it is packed. */
export class Packed<T> implements Many<T> {
  readonly #packs: Uint8Array[] = [];
  #last: T[] = [];
  #packed = 0;

  get length(): number {
    return this.#packed + this.#last.length;
  }

  add(each: T): void {
    this.#last.push(each);
    if (this.#last.length < loose) return;
    this.#packs.push(zlib().deflateRawSync(JSON.stringify(this.#last), { level: 1 }));
    this.#packed += this.#last.length;
    this.#last = [];
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const pack of this.#packs)
      yield* JSON.parse(zlib().inflateRawSync(pack).toString('utf8')) as readonly T[];
    yield* this.#last;
  }
}

/** Loaded where something is packed, and nowhere else. */
function zlib(): typeof import('node:zlib') {
  return process.getBuiltinModule('node:zlib');
}
