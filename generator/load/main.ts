import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

/** A part of the program as a function of what it imports, which answers what it exports. */
type Part = (...imports: readonly unknown[]) => Readonly<Record<string, unknown>>;

const here = dirname(fileURLToPath(import.meta.url));

/**
 * A part of the program. Where the program was started, and not somebody else's that imports the library, V8's code for it is kept from one
 * run of a verb to the next: a run then compiles nothing of what earlier ones used.
 */
export function load(name: string): Part {
  const path = join(here, name);
  const text = readFileSync(path, 'latin1');
  // In the realm of whoever imports it, which may be one of a test runner.
  if (!isOurs()) return new Function(`return ${text}\n//# sourceURL=${pathToFileURL(path)}`)() as Part;
  const kept = keptCode(name);
  const { code } = kept ?? {};
  const script = new Script(text, { filename: path, ...(code === undefined ? {} : { cachedData: code }) });
  if (kept !== undefined && isMainThread && (script.cachedDataRejected === true || kept.runs < enough))
    process.once('exit', () => keep(kept, script.createCachedData()));
  return script.runInThisContext() as Part;
}

/** Whether a file of this folder was started. */
function isOurs(): boolean {
  try {
    return dirname(realpathSync(process.argv[1] as string)) === here;
  } catch {
    return false;
  }
}

const prefix = 'program-';
/** What V8 has compiled is kept anew by so many runs: the first may have ended early. */
const enough = 3;

interface Kept {
  /** The path without the number of runs that it is the code of. */
  readonly path: string;
  readonly runs: number;
  readonly code: Buffer | undefined;
}

/** What is kept among the packages that this one is among. What is compiled differs by verb, by V8, by the processor, and by the place of the program, which it names. */
function keptCode(name: string): Kept | undefined {
  const among = here.lastIndexOf(`${sep}node_modules${sep}`);
  const packages =
    among < 0 ? join(here, '..', '..', '..', 'node_modules') : join(here.slice(0, among), 'node_modules');
  if (!existsSync(packages)) return undefined;
  const verb = /^[a-z-]+$/.exec(process.argv[2] ?? '')?.[0] ?? '';
  const { arch, versions } = process;
  const made = `${versions.v8}-${arch}-${shortened(here)}-${verb}`;
  const path = join(packages, '.cache', 'plimsoll', `${prefix}${name}-${made}`);
  for (let runs = enough; runs > 0; runs--) {
    const code = read(fileOf(path, runs));
    if (code !== undefined) return { path, runs, code };
  }
  return { path, runs: 0, code: undefined };
}

/** A path as sixteen digits: a digest that needs no module. */
function shortened(path: string): string {
  let [one, other] = [0x811c9dc5, 5381];
  for (let index = 0; index < path.length; index++) {
    const unit = path.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other, 33) ^ unit;
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

function fileOf(path: string, runs: number): string {
  return `${path}-${runs}.v8`;
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Never half: another run may read at this moment. What earlier runs and builds left is of no use to anybody. */
function keep({ path, runs }: Kept, code: Uint8Array): void {
  try {
    const folder = dirname(path);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const kept = fileOf(path, Math.min(runs + 1, enough));
    const beside = `${kept}.${process.pid}`;
    writeFileSync(beside, code, { mode: 0o600 });
    renameSync(beside, kept);
    const parts = readdirSync(here).filter((each) => each.endsWith('.code'));
    for (const each of readdirSync(folder)) {
      const isOld = !parts.some((part) => each.startsWith(prefix + part));
      const isEarlier = join(folder, each) !== kept && each.startsWith(`${basename(path)}-`);
      if (each.startsWith(prefix) && (isOld || isEarlier)) rmSync(join(folder, each), { force: true });
    }
  } catch {
    // compiled again the next time
  }
}
