import { functions, isDefault } from './functions.ts';

/** What a variable holds; `hidden` where that is known only in the cluster, undefined where nobody says it. */
export type Lookup = (name: string) => string | typeof hidden | undefined;

export const hidden: unique symbol = Symbol('known only in the cluster');

export interface Expanded {
  readonly text: string;
  /** Variables that are asked for without default, and that nobody gives. */
  readonly missing: readonly string[];
  /** Whether something of the cluster's is in it: what the text will be is not known. */
  readonly hidden: boolean;
  /** Why it cannot be read; the engine stops there. */
  readonly broken?: string;
}

/** A text after substitution, as Flux does it: `${name}`, with functions, nested; `$$` is a dollar. */
export function expanded(text: string, lookup: Lookup): Expanded {
  const reader = new Reader(text, lookup);
  try {
    return { text: reader.all(), missing: reader.missing, hidden: reader.hidden };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { text, missing: [], hidden: false, broken: error.message };
  }
}

class Broken extends Error {}

class Reader {
  readonly missing: string[] = [];
  hidden = false;
  readonly #text: string;
  readonly #lookup: Lookup;
  #at = 0;

  constructor(text: string, lookup: Lookup) {
    this.#text = text;
    this.#lookup = lookup;
  }

  all(): string {
    let made = '';
    while (this.#at < this.#text.length) {
      if (this.#takes('${')) made += this.#variable(0);
      // The second of two is a dollar and nothing more.
      else if (this.#takes('$$')) made += '$';
      else made += this.#text.charAt(this.#at++);
    }
    return made;
  }

  /** Behind `${`, to the brace that closes it. */
  #variable(depth: number): string {
    if (depth > 50) throw new Broken('substitutions are nested too deep');
    if (this.#takes('#')) {
      const name = this.#name();
      this.#close(name);
      return this.#value(name, 'length', []);
    }
    const name = this.#name();
    const operator = this.#operator();
    const before = this.missing.length;
    const given = operator === undefined ? [] : this.#arguments(operator, depth);
    this.#close(name);
    // What a default lacks matters only where it is taken.
    if (this.#lookup(name)) this.missing.length = before;
    return this.#value(name, operator ?? '', given);
  }

  #name(): string {
    const [name] = /^[\p{L}\p{Nd}_]+/u.exec(this.#text.slice(this.#at, this.#at + 300)) ?? [];
    if (name === undefined) throw new Broken('a substitution ${ has no name of a variable');
    this.#at += name.length;
    return name;
  }

  #operator(): string | undefined {
    const [found] =
      /^(?::[=\-?+]|:|=|,,?|\^\^?|\/[/#%]?|##?|%%?)/.exec(this.#text.slice(this.#at, this.#at + 2)) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }

  #arguments(operator: string, depth: number): readonly string[] {
    if (/^[,^]/.test(operator)) return [];
    if (isDefault(operator)) {
      let made = '';
      while (this.#at < this.#text.length && !this.#sees('}')) made += this.#argument(/[^}]/, depth);
      return [made];
    }
    if (operator === ':') {
      const from = this.#argument(/[^:}]/, depth);
      return this.#takes(':') ? [from, this.#argument(/[^}]/, depth)] : [from];
    }
    if (!operator.startsWith('/')) return [this.#argument(/[^}]/, depth)];
    const what = this.#argument(/[^/]/, depth, true);
    if (!this.#takes('/')) throw new Broken('a replacement wants ${name/this/that}');
    while (this.#takes('/'));
    return this.#sees('}') ? [what] : [what, this.#argument(/[^}]/, depth, true)];
  }

  /** One text, or one substitution in its place. */
  #argument(accepted: RegExp, depth: number, escapes = false): string {
    if (this.#takes('${')) return this.#variable(depth + 1);
    let made = '';
    while (this.#at < this.#text.length && !this.#sees('${')) {
      const character = this.#text.charAt(this.#at);
      const next = this.#text.charAt(this.#at + 1);
      const escaped =
        escapes && ((character === '$' && next === '$') || (character === '\\' && /[/\\]/.test(next)));
      if (!escaped && !accepted.test(character)) break;
      made += escaped ? next : character;
      this.#at += escaped ? 2 : 1;
    }
    if (made === '') throw new Broken('a substitution lacks what it is to do with the value');
    return made;
  }

  #close(name: string): void {
    if (!this.#takes('}'))
      throw new Broken(`the substitution \${${name} is not closed by a brace behind a name and a function`);
  }

  #value(name: string, operator: string, given: readonly string[]): string {
    const value = this.#lookup(name);
    if (value === hidden) this.hidden = true;
    if (value === undefined && !isDefault(operator)) this.missing.push(name);
    return functions.get(operator)?.(typeof value === 'string' ? value : '', given) ?? '';
  }

  #sees(what: string): boolean {
    return this.#text.startsWith(what, this.#at);
  }

  #takes(what: string): boolean {
    if (!this.#sees(what)) return false;
    this.#at += what.length;
    return true;
  }
}
