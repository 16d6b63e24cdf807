import { closeSync, fsyncSync, openSync, readSync } from 'node:fs';
import { writeAll } from './bytes.ts';

/** So many bytes are at hand. */
const portion = 1 << 16;

/** A file of data, a value a line, that is never held as a whole. */
export class Lines {
  readonly #file: number;
  #text = '';

  constructor(path: string) {
    this.#file = openSync(path, 'w');
  }

  add(value: object): void {
    this.#text += `${JSON.stringify(value)}\n`;
    if (this.#text.length >= portion) this.#write();
  }

  /** All of it is on the disk. */
  close(): void {
    try {
      this.#write();
      fsyncSync(this.#file);
    } finally {
      closeSync(this.#file);
    }
  }

  #write(): void {
    writeAll(this.#file, this.#text);
    this.#text = '';
  }
}

export function* linesIn(path: string): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(portion);
    let rest = Buffer.alloc(0);
    for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes)) {
      const all = Buffer.concat([rest, bytes.subarray(0, read)]);
      const end = all.lastIndexOf(10) + 1;
      for (const line of all.toString('utf8', 0, end).split('\n')) if (line !== '') yield line;
      rest = all.subarray(end);
    }
    if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    closeSync(file);
  }
}
