import { fileURLToPath } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Batch, Errand } from '../ahead/main.ts';

/** Fewer files are read before a thread has begun. */
const fewest = 2_000;
const perBatch = 100;
/** Of a thread that has taken a batch, and says nothing more. */
const patience = 10_000;

/**
 * Texts of many files, asked for about in order: a thread reads from the end on, until the two meet. Whoever takes a batch first reads
 * it. A file that the thread could not read, or that is asked for again, is read by `read`.
 */
export function readAhead(
  paths: readonly string[],
  read: (path: string) => string,
): (index: number) => string {
  const text = (index: number): string => read(paths[index] as string);
  if (paths.length < fewest) return text;
  const { receive, take } = begun(paths);
  let [current, at, next]: [Texts | undefined, number, number] = [undefined, -1, 0];
  return (index) => {
    if (index !== next) return text(index);
    next++;
    const batch = Math.floor(index / perBatch);
    if (batch !== at) {
      at = batch;
      current = take(batch) ? undefined : receive(batch);
    }
    return current?.() ?? text(index);
  };
}

/** The text of the next file; undefined: it was not read. */
type Texts = () => string | undefined;

interface Begun {
  /** Whether nobody else reads it. */
  readonly take: (batch: number) => boolean;
  readonly receive: (batch: number) => Texts | undefined;
}

function begun(paths: readonly string[]): Begun {
  const batches = Math.ceil(paths.length / perBatch);
  const [owners, done] = [shared(batches), shared(batches)];
  const { port1, port2 } = new MessageChannel();
  const errand: Errand = { paths, perBatch, owners, done, port: port2 };
  const worker = new Worker(fileURLToPath(new URL('./ahead.js', import.meta.url)), {
    workerData: errand,
    transferList: [port2],
  });
  // A thread that cannot begin takes no batch: everything is read here then.
  worker.on('error', () => undefined);
  worker.unref();
  port1.unref();
  const arrived = new Map<number, Batch>();
  return {
    take: (batch) => Atomics.compareExchange(owners, batch, 0, 1) === 0,
    receive: (batch) => {
      Atomics.wait(done, batch, 0, patience);
      for (;;) {
        const received = receiveMessageOnPort(port1) as { readonly message: Batch } | undefined;
        if (received === undefined) break;
        arrived.set(received.message.batch, received.message);
      }
      const found = arrived.get(batch);
      arrived.delete(batch);
      return found && textsOf(found);
    },
  };
}

function shared(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

function textsOf({ lengths, bytes }: Batch): Texts {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [file, end] = [0, 0];
  return () => {
    const length = lengths[file++] ?? -1;
    if (length < 0) return undefined;
    end += length;
    return buffer.toString('utf8', end - length, end);
  };
}
