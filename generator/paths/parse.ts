import { finding } from '../core/codes.ts';
import type { Json } from '../core/json.ts';
import { PatchError } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import type { KindFacts } from '../facts/kinds.ts';
import { definitionOf, fieldOf, itemsOf, type Located, shapeOf, valuesOf } from '../facts/resolve.ts';
import { dataOf } from './data.ts';
import { field, isOpenPlace, item, matching, nodeOf, openStep } from './node.ts';

/** Reads the text of a path and checks every step against the facts of its kind. */
export function parsePath(kind: KindFacts, text: string): object {
  const reader = new Reader(kind, text);
  let node = nodeOf({ kind, steps: [], located: { node: { ref: kind.root.id }, file: kind.file } });
  let first = true;
  while (!reader.done()) {
    if (reader.take('[')) node = bracket(node, reader);
    else {
      if (!first && !reader.take('.')) throw reader.wrong('expected . or [');
      node = named(node, reader.name());
    }
    first = false;
  }
  if (first) throw reader.wrong('the path is empty');
  return node;
}

/** A name is a field, or a key where the value is a map. */
function named(node: object, name: string): object {
  const { located } = dataOf(node);
  if (located === undefined || isOpenPlace(located)) return openStep(node, { step: 'field', name });
  if (
    fieldOf(located, name) === undefined &&
    valuesOf(located) !== undefined &&
    shapeOf(located).items === undefined
  )
    return isOpen(located) ? field(node, name) : (node as { key: (name: string) => object }).key(name);
  return field(node, name);
}

function isOpen(located: Located): boolean {
  return located.node.ref !== undefined || shapeOf(located).values === undefined;
}

/** What stands between brackets: a quoted key, a position, `*`, or keys and their values. */
function bracket(node: object, reader: Reader): object {
  if (reader.atQuote()) {
    const key = reader.quoted();
    reader.close();
    return named(node, key);
  }
  const { located } = dataOf(node);
  if (located === undefined || isOpenPlace(located)) return openBracket(node, reader);
  if (shapeOf(located).items === undefined)
    throw reader.wrong('a selector after something that is not a list', 'patch/not-a-list');
  if (reader.take('*')) {
    reader.close();
    return item(node, { step: 'each' });
  }
  const index = reader.integer();
  if (index !== undefined) {
    reader.close();
    return item(node, { step: 'index', index });
  }
  const step = reader.take('?') ? 'where' : 'item';
  const match = reader.take('=') ? reader.value(itemsOf(located)) : pairs(located, reader);
  reader.close();
  return item(node, matching(node, step, match));
}

/** Where the schema says nothing, values in a selector are text, unless they are written as JSON writes them. */
function openBracket(node: object, reader: Reader): object {
  if (reader.take('*')) {
    reader.close();
    return openStep(node, { step: 'each' });
  }
  const index = reader.integer();
  const kind = index === undefined && reader.take('?') ? 'where' : 'item';
  const match =
    index !== undefined || (reader.take('=') ? reader.value(undefined) : pairs(undefined, reader));
  reader.close();
  return openStep(node, index === undefined ? { step: kind, match, defaults: {} } : { step: 'index', index });
}

function pairs(list: Located | undefined, reader: Reader): Json {
  const items = list && itemsOf(list);
  const match: Record<string, Json> = {};
  do {
    const at = reader.position();
    const key = reader.key();
    const known = items && fieldOf(items, key);
    if (items !== undefined && known === undefined && valuesOf(items) === undefined) {
      const hint = didYouMean(key, definitionOf(items)?.fieldNames ?? []);
      throw reader.wrong(
        `the items have no field ${key}${hint === undefined ? '' : `; ${hint}`}`,
        'patch/unknown-field',
        at,
      );
    }
    if (!reader.take('=')) throw reader.wrong('expected = and a value');
    match[key] = reader.value(known);
  } while (reader.take(','));
  return match;
}

class Reader {
  readonly #kind: KindFacts;
  readonly #text: string;
  #at = 0;

  constructor(kind: KindFacts, text: string) {
    this.#kind = kind;
    this.#text = text;
  }

  done(): boolean {
    return this.#at >= this.#text.length;
  }

  take(character: string): boolean {
    const there = this.#text.startsWith(character, this.#at);
    if (there) this.#at += character.length;
    return there;
  }

  close(): void {
    if (!this.take(']')) throw this.wrong('expected ]');
  }

  atQuote(): boolean {
    return /['"]/.test(this.#text[this.#at] ?? '');
  }

  name(): string {
    return this.#match(/[^.[\]='"]+/y) ?? this.#fail('expected the name of a field');
  }

  key(): string {
    return this.#match(/[^=\],]+/y) ?? this.#fail('expected a key');
  }

  integer(): number | undefined {
    const digits = this.#match(/-?\d+(?=\])/y);
    return digits === undefined ? undefined : Number(digits);
  }

  quoted(): string {
    const whole =
      this.#match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y) ?? this.#fail('the quote is not closed');
    return whole.slice(1, -1).replace(/\\(.)/g, '$1');
  }

  /** The schema decides what a bare value is; quotes make it text. */
  value(located: Located | undefined): Json {
    if (this.atQuote()) return this.quoted();
    const bare = this.#match(/[^\],]+/y) ?? this.#fail('expected a value');
    const { type, intOrString, oneOf } = located === undefined ? {} : shapeOf(located);
    if (type === 'integer' || type === 'number')
      return Number.isFinite(Number(bare)) ? Number(bare) : this.#fail(`${bare} is not a number`);
    if (type === 'boolean')
      return bare === 'true' || (bare === 'false' ? false : this.#fail(`${bare} is neither true nor false`));
    if ((intOrString === true || oneOf !== undefined) && /^-?\d+$/.test(bare)) return Number(bare);
    return bare;
  }

  position(): number {
    return this.#at;
  }

  wrong(
    what: string,
    code: 'patch/bad-path' | 'patch/not-a-list' | 'patch/unknown-field' = 'patch/bad-path',
    at: number = this.#at,
  ): PatchError {
    const { apiVersion, kind } = this.#kind;
    const message = `${JSON.stringify(this.#text)}, column ${at + 1}: ${what}`;
    return new PatchError([finding(code, message, { resource: { apiVersion, kind }, path: this.#text })]);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #fail(what: string): never {
    throw this.wrong(what);
  }
}
