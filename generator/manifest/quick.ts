import { keyIn } from './keys.ts';
import { literalBlock } from './quick-block.ts';
import { Flow } from './quick-flow.ts';
import { readJsonQuickly } from './quick-json.ts';
import { begins, closingQuote, code, deepest, isOdd, unquoted, unsure } from './quick-signs.ts';
import { readPlain } from './scalar.ts';

/** A document that the quick reader has read, and where it begins. */
export interface QuickDocument {
  readonly value: unknown;
  readonly line: number;
  readonly column: number;
}

/**
 * Reads what nearly all manifests are written in: maps and lists by indentation, texts with and without quotes, literal blocks, short
 * flow lists and maps. Whatever is not surely one of these ends it (undefined), and the full reader decides. By hand, because a library
 * builds a tree with every comment first and takes ten times as long; a fuzzer holds that both read the same.
 */
export function readQuickly(text: string): readonly QuickDocument[] | undefined {
  if (strange.test(text)) return undefined;
  if (text.startsWith('{')) {
    const json = readJsonQuickly(text);
    if (json !== undefined) return [{ value: json.value, line: 1, column: 1 }];
  }
  try {
    return new Quick(text).documents();
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

/** Tabs, carriage returns, what is no character, and the blanks that only some readers take for line ends. */
const strange = /[^\n -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/;

class Quick {
  readonly #text: string;
  /** Of the line that is looked at: its first character that is no blank, its end, how far it is indented, its number. */
  #at = 0;
  #end = -1;
  #indent = 0;
  #line = 0;
  #done = false;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  documents(): readonly QuickDocument[] {
    const found: QuickDocument[] = [];
    this.#next();
    while (!this.#done) {
      if (this.#isMarker()) {
        this.#next();
        continue;
      }
      const [line, column] = [this.#line, this.#indent + 1];
      const value = this.#node();
      if (!this.#done && !this.#isMarker()) throw unsure;
      found.push({ value, line, column });
    }
    return found;
  }

  /** To the next line that holds something. */
  #next(): void {
    const text = this.#text;
    let start = this.#end + 1;
    for (;;) {
      if (start >= text.length) {
        this.#done = true;
        this.#indent = -1;
        return;
      }
      this.#line++;
      let end = text.indexOf('\n', start);
      if (end < 0) end = text.length;
      let at = start;
      while (at < end && text.charCodeAt(at) === code.space) at++;
      if (at < end && text.charCodeAt(at) !== code.hash) {
        this.#at = at;
        this.#end = end;
        this.#indent = at - start;
        // Directives, and marks of an end.
        const first = text.charCodeAt(at);
        if (at === start && (first === 37 || (first === 46 && text.startsWith('...', at)))) throw unsure;
        return;
      }
      start = end + 1;
      this.#end = end;
    }
  }

  /** `---` alone; what stands behind it is not for us. */
  #isMarker(): boolean {
    if (this.#indent !== 0 || !this.#text.startsWith('---', this.#at)) return false;
    if (this.#end - this.#at === 3) return true;
    throw unsure;
  }

  /** A map or list that begins on this line. */
  #node(): unknown {
    if (++this.#depth > deepest) throw unsure;
    const value = this.#isItem() ? this.#list(this.#indent) : this.#map(this.#indent);
    this.#depth--;
    return value;
  }

  #isItem(): boolean {
    const { dash, space } = code;
    if (this.#text.charCodeAt(this.#at) !== dash) return false;
    return this.#at + 1 === this.#end || this.#text.charCodeAt(this.#at + 1) === space;
  }

  #list(indent: number): unknown {
    const items: unknown[] = [];
    while (this.#indent === indent && this.#isItem()) {
      if (indent === 0 && this.#isMarker()) break;
      const at = this.#skip(this.#at + 1);
      if (at === this.#end) {
        this.#next();
        items.push(this.#indent > indent ? this.#node() : null);
      } else {
        // What follows the dash is a line of its own, indented by where it stands.
        const inner = indent + at - this.#at;
        this.#at = at;
        this.#indent = inner;
        items.push(this.#isItem() || this.#key() >= 0 ? this.#node() : this.#inline(at, indent));
      }
      if (this.#indent > indent) throw unsure;
    }
    return items;
  }

  #map(indent: number): unknown {
    const map: Record<string, unknown> = {};
    while (this.#indent === indent && !this.#isItem()) {
      if (indent === 0 && this.#isMarker()) break;
      const colon = this.#key();
      if (colon < 0) throw unsure;
      const name = this.#keyText(colon);
      if (isOdd(name, map)) throw unsure;
      const at = this.#skip(colon + 1);
      if (at < this.#end) map[name] = this.#inline(at, indent);
      else {
        this.#next();
        if (this.#indent > indent) map[name] = this.#node();
        else map[name] = this.#indent === indent && this.#isItem() ? this.#sameLevel(indent) : null;
      }
      if (this.#indent > indent) throw unsure;
    }
    if (this.#indent === indent && this.#isItem()) throw unsure;
    return map;
  }

  /** A list may stand at the column of its key; three dashes there begin the next document. */
  #sameLevel(indent: number): unknown {
    if (indent === 0 && this.#text.startsWith('---', this.#at)) throw unsure;
    return this.#list(indent);
  }

  /** Where the colon behind the key of this line is; -1 where there is none. */
  #key(): number {
    const text = this.#text;
    const first = text.charCodeAt(this.#at);
    let at = this.#at;
    if (first === code.quote || first === code.apostrophe) {
      at = text.indexOf(first === code.quote ? '"' : "'", at + 1);
      // Another quote right behind is part of the text; a backslash may be.
      if (at < 0 || at >= this.#end || text.charCodeAt(at + 1) !== code.colon) return -1;
      if (text.slice(this.#at, at).includes('\\')) throw unsure;
      at++;
      return at + 1 === this.#end || text.charCodeAt(at + 1) === code.space ? at : -1;
    }
    if (first < 128 && begins[first] !== true && first !== code.dash) return -1;
    for (; at < this.#end; at++) {
      const each = text.charCodeAt(at);
      if (each === code.colon && (at + 1 === this.#end || text.charCodeAt(at + 1) === code.space)) break;
      if (each === code.hash && text.charCodeAt(at - 1) === code.space) return -1;
    }
    return at < this.#end && at - this.#at < 500 && text.charCodeAt(at - 1) !== code.space ? at : -1;
  }

  #keyText(colon: number): string {
    const first = this.#text.charCodeAt(this.#at);
    const quoted = first === code.quote || first === code.apostrophe;
    return quoted ? keyIn(this.#text, this.#at + 1, colon - 1) : keyIn(this.#text, this.#at, colon);
  }

  /** Past blanks; a comment counts as the end of the line. */
  #skip(from: number): number {
    let at = from;
    while (at < this.#end && this.#text.charCodeAt(at) === code.space) at++;
    return at < this.#end && this.#text.charCodeAt(at) === code.hash ? this.#end : at;
  }

  /** A value on the line of its key or dash; `indent` is that of the map or list it is in. */
  #inline(at: number, indent: number): unknown {
    const first = this.#text.charCodeAt(at);
    if (first === code.bar) return this.#block(at, indent);
    let value: unknown;
    if (first === code.quote || first === code.apostrophe) {
      const close = closingQuote(this.#text, at, this.#end);
      this.#ends(close);
      value = unquoted(this.#text, at, close);
    } else if (first === code.openList || first === code.openMap) {
      const flow = new Flow(this.#text, at, this.#end);
      value = flow.value();
      this.#ends(flow.at);
    } else return this.#plainLines(at, indent);
    this.#next();
    // It may go on there.
    if (this.#indent > indent) throw unsure;
    return value;
  }

  /** Behind a value only a comment may stand. */
  #ends(at: number): void {
    if (this.#skip(at) !== this.#end) throw unsure;
    if (at < this.#end && this.#text.charCodeAt(at) === code.hash) throw unsure;
  }

  /** A text without quotes may go on in deeper lines, which blanks hold together. */
  #plainLines(at: number, indent: number): unknown {
    const first = this.#plain(at);
    const commented = this.#text.slice(at + first.length, this.#end).trim() !== '';
    const line = this.#line;
    this.#next();
    if (this.#indent <= indent) return readPlain(first);
    // A comment ends it: what comes then is a mistake.
    if (commented) throw unsure;
    let made = first;
    let last = line;
    while (this.#indent > indent) {
      const blank = this.#line - last - 1;
      if (blank > 0 && this.#hasComment(blank)) throw unsure;
      last = this.#line;
      const more = this.#text.slice(this.#at, this.#end).trimEnd();
      if (/: | #|:$|^#/.test(more)) throw unsure;
      made += (blank > 0 ? '\n'.repeat(blank) : ' ') + more;
      this.#next();
    }
    return readPlain(made);
  }

  /** Whether one of the lines that were passed over was a comment. */
  #hasComment(lines: number): boolean {
    let start = this.#at - this.#indent - 1;
    for (let each = 0; each < lines; each++) {
      const begin = this.#text.lastIndexOf('\n', start - 1) + 1;
      if (this.#text.slice(begin, start).includes('#')) return true;
      start = begin - 1;
    }
    return false;
  }

  #plain(from: number): string {
    const text = this.#text;
    const first = text.charCodeAt(from);
    const dashed = first === code.dash && text.charCodeAt(from + 1) > code.space;
    if (first < 128 && begins[first] !== true && !dashed) throw unsure;
    let end = this.#end;
    for (let at = from; at < end; at++) {
      const each = text.charCodeAt(at);
      if (each === code.colon && (at + 1 >= end || text.charCodeAt(at + 1) === code.space)) throw unsure;
      if (each === code.hash && text.charCodeAt(at - 1) === code.space) end = at;
    }
    while (text.charCodeAt(end - 1) === code.space) end--;
    return text.slice(from, end);
  }

  #block(at: number, indent: number): string {
    const { value, end, lines } = literalBlock(
      this.#text,
      // A sign stands right behind the bar.
      this.#text.slice(at + 1, this.#end).trimEnd(),
      this.#end,
      indent,
    );
    this.#end = end;
    this.#line += lines;
    this.#next();
    if (this.#indent > indent) throw unsure;
    return value;
  }
}
