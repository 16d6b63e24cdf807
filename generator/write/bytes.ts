import { closeSync, fdatasync, writeSync } from 'node:fs';

export type Bytes = string | Uint8Array;

export function writeAll(file: number, content: Bytes): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/** Syncs a file, and closes it; answers what the disk refuses. */
export function synced(file: number): Promise<unknown> {
  return new Promise((resolve) => {
    fdatasync(file, (refused) => {
      try {
        closeSync(file);
        resolve(refused ?? undefined);
      } catch (error) {
        resolve(refused ?? error);
      }
    });
  });
}

export function sameBytes(found: Uint8Array, content: Bytes): boolean {
  const wanted = typeof content === 'string' ? Buffer.from(content) : content;
  return found.length === wanted.length && Buffer.compare(found, wanted) === 0;
}

/** The lines git leaves where two sides changed the same. */
export function hasConflictMarks(content: Uint8Array): boolean {
  const text = Buffer.from(content).toString('latin1');
  return /^<{7} /m.test(text) && /^>{7} /m.test(text);
}

/** As it was before a checkout gave it Windows' line ends; undefined where there are none. */
export function withoutCarriageReturns(content: Uint8Array): Uint8Array | undefined {
  const bytes = Buffer.from(content);
  if (!bytes.includes('\r\n')) return undefined;
  return Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
