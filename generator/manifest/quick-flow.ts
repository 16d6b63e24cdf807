import { begins, closingQuote, code, deepest, isOdd, unquoted, unsure } from './quick-signs.ts';
import { readPlain } from './scalar.ts';

/** Lists and maps in brackets, on one line. */
export class Flow {
  at: number;
  readonly #text: string;
  readonly #end: number;
  #depth = 0;

  constructor(text: string, at: number, end: number) {
    this.#text = text;
    this.at = at;
    this.#end = end;
  }

  value(): unknown {
    const first = this.#text.charCodeAt(this.at);
    if (first === code.openList) return this.#list();
    if (first === code.openMap) return this.#map();
    if (first === code.quote || first === code.apostrophe) return this.#quoted();
    return readPlain(this.#plain(false));
  }

  #list(): unknown {
    const items: unknown[] = [];
    this.#open();
    while (!this.#closes(code.closeList)) {
      items.push(this.value());
      this.#separated(code.closeList);
    }
    return items;
  }

  #map(): unknown {
    const map: Record<string, unknown> = {};
    this.#open();
    while (!this.#closes(code.closeMap)) {
      const first = this.#text.charCodeAt(this.at);
      const isQuoted = first === code.quote || first === code.apostrophe;
      const name = isQuoted ? this.#quoted() : this.#plain(true);
      if (isOdd(name, map) || name.length > 500) throw unsure;
      if (this.#text.charCodeAt(this.at) !== code.colon || this.#text.charCodeAt(this.at + 1) !== code.space)
        throw unsure;
      this.at++;
      this.#blanks();
      map[name] = this.value();
      this.#separated(code.closeMap);
    }
    return map;
  }

  #open(): void {
    if (++this.#depth > deepest) throw unsure;
    this.at++;
    this.#blanks();
  }

  #closes(bracket: number): boolean {
    if (this.#text.charCodeAt(this.at) !== bracket) return false;
    this.at++;
    this.#depth--;
    return true;
  }

  /** A comma, or the bracket that closes it all. */
  #separated(bracket: number): void {
    this.#blanks();
    const next = this.#text.charCodeAt(this.at);
    if (next === bracket) return;
    if (next !== code.comma) throw unsure;
    this.at++;
    this.#blanks();
  }

  #blanks(): void {
    while (this.at < this.#end && this.#text.charCodeAt(this.at) === code.space) this.at++;
    if (this.at >= this.#end) throw unsure;
  }

  #quoted(): string {
    const close = closingQuote(this.#text, this.at, this.#end);
    const value = unquoted(this.#text, this.at, close);
    this.at = close;
    return value;
  }

  #plain(isKey: boolean): string {
    const from = this.at;
    const first = this.#text.charCodeAt(from);
    const dashed = first === code.dash && /[A-Za-z0-9]/.test(this.#text.charAt(from + 1));
    if (first < 128 && begins[first] !== true && !dashed) throw unsure;
    let at = from;
    for (; at < this.#end; at++) {
      const each = this.#text.charCodeAt(at);
      if (each === code.comma || each === code.closeList || each === code.closeMap) break;
      if (each === code.openList || each === code.openMap || each === code.hash) throw unsure;
      if (each === code.colon) {
        const next = this.#text.charCodeAt(at + 1);
        if (isKey && next === code.space) break;
        if (next === code.space || next === code.comma || next === code.closeList || next === code.closeMap)
          throw unsure;
      }
    }
    if (at >= this.#end) throw unsure;
    this.at = at;
    let end = at;
    while (this.#text.charCodeAt(end - 1) === code.space) end--;
    if (isKey && end !== at) throw unsure;
    return this.#text.slice(from, end);
  }
}
