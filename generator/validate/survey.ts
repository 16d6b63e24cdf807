/** Deeper than anything anybody writes, and than recursion survives. */
const deepest = 1000;
/** One that holds itself many times would grow without end before it is deep. */
const most = 5_000_000;

/** What is to be known of an object before it is judged, found in one walk. */
export interface Survey {
  /** It nests too deep to be walked, as one does that holds itself: nothing else is known then. */
  readonly isTooDeep: boolean;
  /** Neither null, nor undefined, nor a 64-bit integer is anywhere in it. */
  readonly isPlain: boolean;
  /** A field has one of the names that were asked for. */
  readonly isNamed: boolean;
}

const none: ReadonlySet<string> = new Set();

/** Walks a value once. */
export function surveyOf(value: unknown, names: ReadonlySet<string> = none): Survey {
  const surveyor = new Surveyor(names);
  if (typeof value === 'object' && value !== null) surveyor.walk(value, 0);
  return surveyor;
}

class Surveyor implements Survey {
  isTooDeep = false;
  isPlain = true;
  isNamed = false;
  #seen = 0;
  readonly #names: ReadonlySet<string>;

  constructor(names: ReadonlySet<string>) {
    this.#names = names;
  }

  walk(value: object, depth: number): void {
    if (depth > deepest || ++this.#seen > most) this.isTooDeep = true;
    if (this.isTooDeep) return;
    if (Array.isArray(value)) {
      for (const item of value) this.#look(item, depth);
      return;
    }
    for (const name in value) {
      if (!this.isNamed && this.#names.has(name)) this.isNamed = true;
      this.#look((value as Readonly<Record<string, unknown>>)[name], depth);
    }
  }

  #look(value: unknown, depth: number): void {
    if (typeof value === 'object') {
      if (value === null) this.isPlain = false;
      else this.walk(value, depth + 1);
    } else if (value === undefined || typeof value === 'bigint') this.isPlain = false;
  }
}

/** Whether a value nests too deep to be walked. */
export function isTooDeep(value: unknown): boolean {
  return surveyOf(value).isTooDeep;
}
