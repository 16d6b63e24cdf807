import { closeSync, openSync, readSync } from 'node:fs';
import { type MessagePort, workerData } from 'node:worker_threads';

/** What a thread is to read: whoever changes the owner of a batch from 0 first has it. */
export interface Errand {
  readonly paths: readonly string[];
  readonly perBatch: number;
  readonly owners: Int32Array;
  /** 1: it was sent. */
  readonly done: Int32Array;
  readonly port: MessagePort;
}

/** The bytes of some files, one behind the other; -1: it could not be read, or is long. */
export interface Batch {
  readonly batch: number;
  readonly lengths: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Files beyond this are read where they are needed. */
const longest = 64 * 1024;

const { paths, perBatch, owners, done, port } = workerData as Errand;
const room = Buffer.allocUnsafe(perBatch * longest);

for (let batch = owners.length - 1; batch >= 0; batch--) {
  if (Atomics.compareExchange(owners, batch, 0, 2) !== 0) break;
  let end = 0;
  const lengths = paths.slice(batch * perBatch, (batch + 1) * perBatch).map((path) => {
    const length = readInto(path, end);
    end += Math.max(0, length);
    return length;
  });
  const bytes = new Uint8Array(room.subarray(0, end));
  const message: Batch = { batch, lengths, bytes };
  port.postMessage(message, [bytes.buffer]);
  Atomics.store(done, batch, 1);
  Atomics.notify(done, batch);
}

function readInto(path: string, start: number): number {
  try {
    const file = openSync(path, 'r');
    try {
      const length = readSync(file, room, start, longest, 0);
      return length < longest ? length : -1;
    } finally {
      closeSync(file);
    }
  } catch {
    return -1;
  }
}
