import { lstatSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from '../core/sha256.ts';
import { programFolders } from './surroundings.ts';
import { filesBelow } from './walk.ts';

/**
 * Something that a result was made from: a file; a folder with all that is in it; the names below a folder; whether there is a file; a
 * program that was called. `was` is what was found.
 */
export interface Input {
  readonly kind: 'file' | 'folder' | 'names' | 'presence' | 'program';
  readonly name: string;
  readonly was?: string;
}

/** Answers what is there now, each thing once. */
export class Witness {
  readonly #seen = new Map<string, string>();

  /** Whether all is as it was. */
  confirms(inputs: readonly Input[]): boolean {
    return inputs.every((input) => input.was === this.sees(input));
  }

  /** The same inputs, with what was read of them, or with what was there when they were looked at first. */
  sworn(inputs: readonly Input[]): readonly Input[] {
    return inputs.map(({ kind, name, was }) => ({ kind, name, was: was ?? this.sees({ kind, name }) }));
  }

  sees({ kind, name }: Input): string {
    const key = `${kind} ${name}`;
    const known = this.#seen.get(key);
    if (known !== undefined) return known;
    const seen = look[kind](name);
    this.#seen.set(key, seen);
    return seen;
  }
}

/** What is seen of something that is not there. */
export const nothing = 'nothing';

/** What is seen of names below a folder. */
export function seenNames(names: readonly string[]): string {
  return sha256Of(names.join('\n'));
}

const look: Readonly<Record<Input['kind'], (name: string) => string>> = {
  file: (path) => attempt(() => sha256Of(readFileSync(path))),
  folder: (path) =>
    attempt(() =>
      sha256Of(
        namesBelow(path)
          .map((name) => `${name}\0${sha256Of(readFileSync(join(path, name)))}\n`)
          .join(''),
      ),
    ),
  names: (path) => attempt(() => seenNames(filesBelow(path))),
  presence: (path) => (lstatSync(path, { throwIfNoEntry: false })?.isFile() === true ? 'there' : nothing),
  program: (name) => {
    for (const folder of programFolders()) {
      const path = join(folder, name);
      const found = statSync(path, { throwIfNoEntry: false });
      if (found?.isFile() === true) return `${path} ${found.size} ${found.mtimeMs}`;
    }
    return nothing;
  },
};

const passedOver = new Set(['node_modules', '.git']);

function namesBelow(path: string): readonly string[] {
  return filesBelow(path, '', passedOver);
}

function attempt(work: () => string): string {
  try {
    return work();
  } catch {
    return nothing;
  }
}
