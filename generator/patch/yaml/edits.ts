interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Two edits of one text touch the same characters: the text cannot be edited in place. */
export class OverlapError extends Error {}

/** Changes of a text, collected and then made at once. No two touch the same characters. */
export class Edits {
  readonly #edits: Edit[] = [];

  replace(start: number, end: number, text: string): void {
    if (start !== end || text !== '') this.#edits.push({ start, end, text });
  }

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  remove(start: number, end: number): void {
    this.replace(start, end, '');
  }

  get empty(): boolean {
    return this.#edits.length === 0;
  }

  /** The part of a text between two offsets, with the changes in it made. */
  made(text: string, from = 0, to: number = text.length): string {
    // What is inserted at a place stands before what is changed there, in the order in which it was asked for.
    const order = this.#edits
      .map((edit, index) => ({ ...edit, index }))
      .sort(
        (a, b) =>
          a.start - b.start || (a.end === a.start ? 0 : 1) - (b.end === b.start ? 0 : 1) || a.index - b.index,
      );
    let made = '';
    let at = from;
    for (const { start, end, text: put } of order) {
      if (start < at) throw new OverlapError('two edits of one text overlap');
      made += text.slice(at, start) + put;
      at = end;
    }
    return made + text.slice(at, to);
  }
}
