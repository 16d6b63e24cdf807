// Loaded before the program (`--import`): makes the n-th change of the disk fail, or kills the process at it. The program
// itself knows nothing of it.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const at = Number(process.env.FAULT_AT);
const code = process.env.FAULT_CODE;
/** Only what touches the output counts: caches may be written at any time. */
const where = process.env.FAULT_WHERE ?? '';
const files = new Set();
let count = 0;

/** @param {string} name @param {(args: any[], result?: any) => boolean} counts */
function wrap(name, counts) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (counts(args) && ++count === at) {
      if (code === undefined) process.kill(process.pid, 'SIGKILL');
      const error = Object.assign(new Error(`${code}: made by the test, ${name}`), { code, syscall: name });
      if (typeof args[0] === 'string') error.path = args[0];
      if (name === 'fdatasync') return args.at(-1)(error);
      throw error;
    }
    const result = real(...args);
    if (name === 'openSync' && counts(args)) files.add(result);
    if (name === 'closeSync') files.delete(args[0]);
    return result;
  };
}

const inside = (path) => typeof path === 'string' && path.includes(where);
wrap('openSync', ([path, flags]) => inside(path) && flags !== 'r');
for (const name of ['renameSync', 'rmSync', 'mkdirSync', 'rmdirSync']) wrap(name, ([path]) => inside(path));
for (const name of ['writeSync', 'fsyncSync', 'fdatasync', 'closeSync'])
  wrap(name, ([file]) => files.has(file));
syncBuiltinESMExports();

process.on('exit', () => {
  if (process.env.FAULT_COUNT === '1') process.stderr.write(`changes: ${count}\n`);
});
