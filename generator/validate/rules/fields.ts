import { isRecord, own } from '../../core/json.ts';
import type { KindFacts } from '../../facts/kinds.ts';
import { pointerText } from '../../patch/json/pointer.ts';
import type { Mistake } from '../complaint.ts';

/** What is asked of one object: what is known of it, and what was found. */
export interface Inquiry {
  /** Absent: a kind that nobody knows. */
  readonly facts?: KindFacts | undefined;
  /** `major.minor`; absent: the newest. */
  readonly release: string | undefined;
  readonly mistakes: Mistake[];
}

/** What is wrong, said of a place. */
export interface Complaint {
  readonly code: Mistake['code'];
  /** After the name of the place: `is required`. */
  readonly what: string;
  readonly fix?: string | undefined;
}

type Values = Readonly<Record<string, unknown>>;

const nothing: Values = Object.freeze({});

/**
 * A structure of an object as a rule reads it. What is not there, or of another type, reads as Go's zero value: the schema has
 * said so already. Where it is told only when something is wrong with it.
 */
export class Fields {
  readonly values: Values;
  readonly inquiry: Inquiry;
  readonly parent: Fields | undefined;
  readonly #name: string;
  readonly #key: string | number | undefined;

  constructor(values: unknown, inquiry: Inquiry, parent?: Fields, name = '', key?: string | number) {
    this.values = isRecord(values) ? values : nothing;
    this.inquiry = inquiry;
    this.parent = parent;
    this.#name = name;
    this.#key = key;
  }

  /** What the field is called in which this is, or is an item. */
  get name(): string {
    return this.#name;
  }

  /** JSON Pointer. */
  get pointer(): string {
    if (this.parent === undefined) return '';
    return this.parent.pointer + pointerText([this.#name, ...(this.#key === undefined ? [] : [this.#key])]);
  }

  /** As the server writes it. */
  get path(): string {
    if (this.parent === undefined) return '';
    return joined(this.parent.path, stepOf(this.#name, this.#key));
  }

  /** The path of a field, or of an item of one. */
  pathOf(name: string, key?: string | number): string {
    return joined(this.path, stepOf(name, key));
  }

  /** The object that all of this is in. */
  get root(): Fields {
    let up: Fields = this;
    while (up.parent !== undefined) up = up.parent;
    return up;
  }

  get empty(): boolean {
    for (const _ in this.values) return false;
    return true;
  }

  get(name: string): unknown {
    return own(this.values, name);
  }

  /** Whether it is set to anything. */
  has(name: string): boolean {
    return own(this.values, name) !== undefined;
  }

  // What a rule names here is a field of the server's: none is called like what every object has.
  text(name: string): string {
    const value = this.values[name];
    return typeof value === 'string' ? value : '';
  }

  number(name: string): number | undefined {
    const value = this.values[name];
    return typeof value === 'number' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  list(name: string): readonly unknown[] {
    const value = this.values[name];
    return Array.isArray(value) ? value : none;
  }

  texts(name: string): readonly string[] {
    return this.list(name).filter((each) => typeof each === 'string');
  }

  /** What a map holds. */
  entries(name: string): readonly (readonly [key: string, value: unknown])[] {
    const value = this.values[name];
    return isRecord(value) ? Object.entries(value) : none;
  }

  /** A structure below; an empty one where there is none. */
  in(name: string): Fields {
    return new Fields(this.values[name], this.inquiry, this, name);
  }

  each(name: string): readonly Fields[] {
    const items = this.list(name);
    return items.length === 0
      ? none
      : items.map((item, index) => new Fields(item, this.inquiry, this, name, index));
  }

  /** The structures of a map. */
  eachKey(name: string): readonly Fields[] {
    return this.entries(name).map(([key, value]) => new Fields(value, this.inquiry, this, name, key));
  }

  /** The nearest structure around it that is in, or an item of, a field of this name. */
  around(name: string): Fields | undefined {
    let up: Fields | undefined = this;
    while (up !== undefined && up.#name !== name) up = up.parent;
    return up;
  }

  /** Says what is wrong: with the structure itself, with a field, or with an item or the value of a key of one. */
  refuse(wrong: Complaint, name?: string, key?: string | number): void {
    const path = name === undefined ? this.path : joined(this.path, stepOf(name, key));
    this.#say(path, this.#below(name, key), sentence(path, wrong.what), wrong);
  }

  /** Of a key, value or item of which the server names only what it is in. */
  refuseWithin(wrong: Complaint, name: string, key: string | number): void {
    const path = joined(this.path, name);
    this.#say(path, this.#below(name, key), sentence(path, wrong.what), wrong);
  }

  /** Where the server calls a place by another path than leads there. */
  refuseAs(path: string, wrong: Complaint, name: string, key?: string | number): void {
    this.refuseAt(path === '' ? this.path : joined(this.path, path), wrong, name, key);
  }

  /** With the whole path as the server says it. */
  refuseAt(path: string, wrong: Complaint, name: string, key?: string | number): void {
    this.#say(path, this.#below(name, key), sentence(path, wrong.what), wrong);
  }

  #below(name: string | undefined, key: string | number | undefined): string {
    if (name === undefined) return this.pointer;
    return this.pointer + pointerText(key === undefined ? [name] : [name, key]);
  }

  #say(path: string, pointer: string, message: string, { code, fix }: Complaint): void {
    this.inquiry.mistakes.push({ code, pointer, path, message, ...(fix === undefined ? {} : { fix }) });
  }
}

const none: readonly never[] = Object.freeze([]);

const verbs =
  /^(?:is|are|has|have|may|do|does|cannot|take|takes|make|makes|name|names|begin|begins|say|says|ask|asks|put|puts|hold|holds|need|needs|speak|speaks|come|comes|end|ends|exclude|excludes|restart|restarts|select|selects|lead|leads)\b/;

/** Of a place it is said what it is; what already speaks of something in it stands by itself. */
function sentence(path: string, what: string): string {
  const isAbout = verbs.test(what) || what.startsWith('"');
  if (path === '') return isAbout ? `the object ${what}` : what;
  return isAbout ? `${path} ${what}` : `${path}: ${what}`;
}

function stepOf(name: string, key: string | number | undefined): string {
  return key === undefined ? name : `${name}[${key}]`;
}

function joined(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`;
}
