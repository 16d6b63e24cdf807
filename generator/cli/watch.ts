import { type ChildProcess, fork } from 'node:child_process';
import { type FSWatcher, readdirSync, watch as watchFolder } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRecord } from '../core/json.ts';
import { openProject } from '../synth/project.ts';
import { exit, type Io, say } from './io.ts';

/** Changes come in bursts: an editor writes several files, and each more than once. */
const calm = 40;

/** Before everything is looked at after one stack was. */
const calmer = 400;

/** So many renders in one process, then another one: modules that were loaded are never forgotten. */
const mostRenders = 200;

/**
 * Renders again whenever a file of the project changes, in a process that has everything loaded; where it has died, of whatever the stacks
 * did, in another one. Ends when the program is interrupted.
 */
export async function watch(argv: readonly string[], io: Io): Promise<number> {
  const { root, output } = await openProject(io.cwd, undefined);
  const watched = new Map<string, FSWatcher>();
  const renderer = new Renderer(argv, io.cwd);
  const edited = new Set<string>();
  let running = false;
  let again = false;
  /** Whether only what one stack left behind is looked for. */
  let looking = false;
  let timer: NodeJS.Timeout | undefined;
  const once = (): void => {
    clearTimeout(timer);
    // Folders may have come or gone.
    follow(root, output, watched, changed);
    if (running) {
      again = true;
      return;
    }
    running = true;
    // One that was edited is shown at once; then all, because a stack may have had more clusters before.
    const stacks = stacksIn(edited, argv);
    edited.clear();
    const all = looking && stacks.length === 0;
    looking = false;
    void renderer.render(stacks, all).then((code) => {
      running = false;
      if (again) once();
      else if (stacks.length > 0 && code === exit.fine) {
        looking = true;
        timer = setTimeout(once, calmer);
      }
      again = false;
    });
  };
  const changed = (file: string | undefined): void => {
    edited.add(file === undefined ? '' : relative(root, file));
    clearTimeout(timer);
    timer = setTimeout(once, calm);
  };
  once();
  say(io, `watching ${root}`);
  // Until the program is interrupted; the renderer ends with it.
  return new Promise(() => undefined);
}

/** The stacks that were edited, where nothing else was and nobody has named any. */
function stacksIn(edited: ReadonlySet<string>, argv: readonly string[]): readonly string[] {
  const files = [...edited];
  const named = argv.some((each) => !each.startsWith('-'));
  return !named && files.every((file) => file.endsWith('.stack.ts')) ? files : [];
}

class Renderer {
  readonly #argv: readonly string[];
  readonly #cwd: string;
  #child: ChildProcess | undefined;
  #renders = 0;

  constructor(argv: readonly string[], cwd: string) {
    this.#argv = argv;
    this.#cwd = cwd;
  }

  /** Done when the render is, or when the process that did it is gone. */
  render(stacks: readonly string[], quiet: boolean): Promise<number | undefined> {
    if (this.#renders % mostRenders === mostRenders - 1) this.end();
    const child = this.#child ?? this.#start();
    const again = this.#renders++ > 0;
    return new Promise((resolve) => {
      const done = (message: unknown): void => {
        child.off('message', done);
        child.off('exit', gone);
        resolve(isRecord(message) ? Number(message.code) : undefined);
      };
      const gone = (): void => done(undefined);
      child.once('message', done);
      child.once('exit', gone);
      child.send({ again, stacks, quiet });
    });
  }

  end(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./watched.js', import.meta.url)), [...this.#argv], {
      cwd: this.#cwd,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    });
    child.on('exit', () => {
      if (this.#child === child) this.#child = undefined;
    });
    child.on('error', () => undefined);
    this.#child = child;
    return child;
  }
}

/** Watches each folder of the project by itself: packages, history and the output are left out, with all that is in them. */
function follow(
  root: string,
  output: string,
  watched: Map<string, FSWatcher>,
  changed: (file: string | undefined) => void,
): void {
  const now = new Set(foldersBelow(root, output));
  for (const [folder, watcher] of watched)
    if (!now.has(folder)) {
      watcher.close();
      watched.delete(folder);
    }
  for (const folder of now) {
    if (watched.has(folder)) continue;
    try {
      const watcher = watchFolder(folder, (_, file) => {
        if (file === null || !isOthers(file)) changed(file === null ? undefined : join(folder, file));
      });
      // A folder that goes away takes its watcher along.
      watcher.on('error', () => changed(undefined));
      watched.set(folder, watcher);
    } catch {
      // It went away in this moment.
    }
  }
}

function* foldersBelow(folder: string, output: string): Generator<string> {
  yield folder;
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return;
  }
  for (const { name } of entries) {
    const path = join(folder, name);
    if (path !== output && !isOthers(name)) yield* foldersBelow(path, output);
  }
}

function list(folder: string): readonly { readonly name: string }[] {
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
}

/** What is not the user's: packages, history, what editors leave for a moment. */
function isOthers(name: string): boolean {
  return ['node_modules', 'dist'].includes(name) || name.startsWith('.') || name.endsWith('~');
}
