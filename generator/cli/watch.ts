import { type ChildProcess, spawn } from 'node:child_process';
import { type FSWatcher, readdirSync, watch as watchFolder } from 'node:fs';
import { join } from 'node:path';
import { openProject } from '../synth/project.ts';
import { exit, type Io, say } from './io.ts';

/** Changes come in bursts: an editor writes several files, and each more than once. */
const calm = 120;

/**
 * Runs synth again whenever a file of the project changes. Each time in a process of its own: a module that was loaded once
 * cannot be loaded again. Ends when the process is interrupted, as every interrupted program does, with 130.
 */
export async function watch(argv: readonly string[], io: Io): Promise<number> {
  const { root, output } = await openProject(io.cwd, undefined);
  const watched = new Map<string, FSWatcher>();
  let running: ChildProcess | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  const once = (): void => {
    // Folders may have come or gone.
    follow(root, output, watched, changed);
    if (running !== undefined) {
      again = true;
      return;
    }
    running = spawn(process.execPath, [process.argv[1] as string, 'synth', ...argv], {
      cwd: io.cwd,
      stdio: 'inherit',
    });
    running.on('exit', () => {
      running = undefined;
      if (!again) return;
      again = false;
      once();
    });
  };
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(once, calm);
  };
  once();
  say(io, `watching ${root}`);
  return new Promise((resolve) => {
    process.once('SIGINT', () => {
      clearTimeout(timer);
      again = false;
      running?.kill();
      for (const watcher of watched.values()) watcher.close();
      resolve(exit.interrupted);
    });
  });
}

/** Watches each folder of the project by itself: packages, history and the output are left out, with all that is in them. */
function follow(root: string, output: string, watched: Map<string, FSWatcher>, changed: () => void): void {
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
        if (file === null || !isOthers(file)) changed();
      });
      // A folder that goes away takes its watcher along.
      watcher.on('error', changed);
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
