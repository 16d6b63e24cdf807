import { closingQuote, deepest, isOdd, unsure } from './quick-signs.ts';
import { readPlain } from './scalar.ts';

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const text = /"(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const words: ReadonlyMap<string, unknown> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** One value of JSON and nothing else, as the full reader reads it: 64-bit integers exact, no key twice. Undefined where that is not sure. */
export function readJsonQuickly(given: string): { readonly value: unknown } | undefined {
  try {
    return { value: new Json(given).whole() };
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

class Json {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(given: string) {
    this.#text = given;
  }

  whole(): unknown {
    const value = this.#value();
    this.#blanks();
    if (this.#at < this.#text.length) throw unsure;
    return value;
  }

  #value(): unknown {
    this.#blanks();
    const first = this.#text.charAt(this.#at);
    if (first === '{') return this.#nested(() => this.#map());
    if (first === '[') return this.#nested(() => this.#list());
    if (first === '"') return this.#string();
    for (const [word, value] of words)
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    number.lastIndex = this.#at;
    const [found] = number.exec(this.#text) ?? [];
    if (found === undefined) throw unsure;
    this.#at += found.length;
    return readPlain(found);
  }

  #nested(read: () => unknown): unknown {
    if (++this.#depth > deepest) throw unsure;
    this.#at++;
    const value = read();
    this.#depth--;
    return value;
  }

  #map(): unknown {
    const map: Record<string, unknown> = {};
    if (this.#takes('}')) return map;
    do {
      this.#blanks();
      const name = this.#string();
      if (isOdd(name, map) || !this.#takes(':')) throw unsure;
      map[name] = this.#value();
    } while (this.#takes(','));
    if (!this.#takes('}')) throw unsure;
    return map;
  }

  #list(): unknown {
    const items: unknown[] = [];
    if (this.#takes(']')) return items;
    do items.push(this.#value());
    while (this.#takes(','));
    if (!this.#takes(']')) throw unsure;
    return items;
  }

  #takes(sign: string): boolean {
    this.#blanks();
    if (this.#text.charAt(this.#at) !== sign) return false;
    this.#at++;
    return true;
  }

  #blanks(): void {
    let code = this.#text.charCodeAt(this.#at);
    // Tabs are for the full reader: YAML does not let them stand everywhere.
    while (code === 32 || code === 10) code = this.#text.charCodeAt(++this.#at);
  }

  #string(): string {
    if (this.#text.charAt(this.#at) !== '"') throw unsure;
    const end = closingQuote(this.#text, this.#at, this.#text.length);
    const inner = this.#text.slice(this.#at + 1, end - 1);
    if (inner.includes('\n')) throw unsure;
    if (inner.includes('\\')) {
      text.lastIndex = this.#at;
      if (text.exec(this.#text)?.[0].length !== end - this.#at || /\\u[dD][89a-fA-F]/.test(inner))
        throw unsure;
    }
    this.#at = end;
    return inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner;
  }
}
