import { pick, type Random } from './random-object.ts';

/** One way to write YAML by hand: what a person or another tool might have chosen. */
export interface Layout {
  readonly step: number;
  readonly dash: number;
  readonly newline: string;
  readonly comments: number;
  readonly blanks: number;
  readonly flow: number;
  readonly quotes: number;
  /** How often a value gets an anchor, and one that has been written before is an alias. */
  readonly anchors: number;
}

export function randomLayout(random: Random): Layout {
  const step = pick(random, [2, 2, 4, 3]);
  return {
    step,
    dash: pick(random, [0, 2, step]),
    newline: pick(random, ['\n', '\n', '\n', '\r\n']),
    comments: pick(random, [0, 0.2, 0.5]),
    blanks: pick(random, [0, 0.1]),
    flow: pick(random, [0, 0.2]),
    quotes: pick(random, [0, 0.3, 0.8]),
    anchors: pick(random, [0, 0, 0.2]),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** Writes a value in a layout, and keeps the lines of every value: first and last, by its path. */
export class Writer {
  readonly lines: string[] = [];
  readonly at: Map<string, readonly [number, number]> = new Map();
  readonly #layout: Layout;
  readonly #random: Random;
  readonly #anchors = new Map<string, string>();

  constructor(layout: Layout, random: Random) {
    this.#layout = layout;
    this.#random = random;
  }

  text(value: unknown): string {
    if (isFields(value)) this.map(value, 0, '');
    else this.lines.push(this.scalar(value));
    return (
      this.lines.join(this.#layout.newline) +
      pick(this.#random, [this.#layout.newline, this.#layout.newline, ''])
    );
  }

  map(value: Fields, column: number, path: string, lead?: string): void {
    let before = lead;
    for (const [key, each] of Object.entries(value)) {
      const indent = ' '.repeat(column);
      if (before === undefined) this.aside(indent);
      const first = this.lines.length;
      this.below(`${before ?? indent}${this.key(key)}:`, each, column, `${path}/${key}`);
      this.at.set(`${path}/${key}`, [first, this.lines.length - 1]);
      before = undefined;
    }
  }

  list(value: readonly unknown[], column: number, path: string): void {
    for (const [index, each] of value.entries()) {
      const indent = ' '.repeat(column);
      this.aside(indent);
      const first = this.lines.length;
      const gap = pick(this.#random, [' ', ' ', '   ']);
      if (isFields(each) && Object.keys(each).length > 0 && !this.chance(this.#layout.flow))
        this.map(each, column + 1 + gap.length, `${path}/${index}`, `${indent}-${gap}`);
      else this.below(`${indent}-`, each, column, `${path}/${index}`, gap);
      this.at.set(`${path}/${index}`, [first, this.lines.length - 1]);
    }
  }

  below(head: string, value: unknown, column: number, path: string, gap = ' '): void {
    const flow = this.chance(this.#layout.flow);
    const anchor = this.anchor(value);
    if (anchor.startsWith('*')) {
      this.lines.push(`${head}${gap}${anchor}${this.remark()}`);
      return;
    }
    head = anchor === '' ? head : `${head}${gap}${anchor}`;
    if (isFields(value) && Object.keys(value).length > 0 && !flow) {
      this.lines.push(head + this.remark());
      this.map(value, column + this.#layout.step, path);
    } else if (Array.isArray(value) && value.length > 0 && !flow && !/-( +&\w+)?$/.test(head)) {
      this.lines.push(head + this.remark());
      this.list(value, column + this.#layout.dash, path);
    } else if (typeof value === 'string' && value.includes('\n') && /^\S/.test(value)) {
      const chomp = value.endsWith('\n') ? '' : '-';
      this.lines.push(`${head}${gap}|${chomp}`);
      const indent = ' '.repeat(column + this.#layout.step);
      for (const line of value.replace(/\n$/, '').split('\n'))
        this.lines.push(line === '' ? '' : indent + line);
    } else this.lines.push(`${head}${gap}${this.flow(value)}${this.remark()}`);
  }

  flow(value: unknown): string {
    if (Array.isArray(value))
      return `[${value.map((each) => this.flow(each)).join(pick(this.#random, [', ', ',']))}]`;
    if (!isFields(value)) return this.scalar(value, true);
    const pairs = Object.entries(value).map(([key, each]) => `${this.key(key)}: ${this.flow(each)}`);
    return pairs.length === 0
      ? '{}'
      : pick(this.#random, ['{', '{ ']) + pairs.join(', ') + pick(this.#random, ['}', ' }']);
  }

  scalar(value: unknown, flow = false): string {
    if (typeof value !== 'string') return String(value);
    const plain = /^[A-Za-z][\w/.-]*$/.test(value) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(value);
    if (plain && !this.chance(this.#layout.quotes)) return value;
    if (!flow && value.includes('\n')) return JSON.stringify(value);
    return value.includes('\n') || this.chance(0.5)
      ? JSON.stringify(value)
      : `'${value.replaceAll("'", "''")}'`;
  }

  key(key: string): string {
    return this.scalar(key, true);
  }

  /** `&a1` of what may be referred to later, `*a1` of what was written before, or nothing. */
  anchor(value: unknown): string {
    if (!this.chance(this.#layout.anchors)) return '';
    const text = JSON.stringify(value);
    const known = this.#anchors.get(text);
    if (known !== undefined) return `*${known}`;
    const name = `a${this.#anchors.size}`;
    // What is in it is not complete yet: it may not refer to itself.
    this.#anchors.set(text, name);
    return `&${name}`;
  }

  /** A comment or blank line of its own. */
  aside(indent: string): void {
    if (this.chance(this.#layout.comments / 2)) this.lines.push(`${indent}# about ${this.lines.length}`);
    if (this.chance(this.#layout.blanks)) this.lines.push('');
  }

  remark(): string {
    return this.chance(this.#layout.comments)
      ? `${pick(this.#random, [' ', '   '])}# remark ${this.lines.length}`
      : '';
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
