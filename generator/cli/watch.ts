import { spawn } from 'node:child_process';
import { watch as watchFolder } from 'node:fs';
import { sep } from 'node:path';
import { openProject } from '../synth/synth.ts';
import { exit, type Io, say } from './io.ts';

/** Changes come in bursts: an editor writes several files, and each more than once. */
const calm = 120;

/**
 * Runs synth again whenever a file of the project changes. Each time in a process of its own: a module that was loaded once
 * cannot be loaded again. Ends when the process is interrupted, as every interrupted program does, with 130.
 */
export async function watch(argv: readonly string[], io: Io): Promise<number> {
  const { root, output } = await openProject(io.cwd, undefined);
  let running = false;
  let again = false;
  let timer: NodeJS.Timeout | undefined;
  const once = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const child = spawn(process.execPath, [process.argv[1] as string, 'synth', ...argv], {
      cwd: io.cwd,
      stdio: 'inherit',
    });
    child.on('exit', () => {
      running = false;
      if (again) {
        again = false;
        once();
      }
    });
  };
  const watcher = watchFolder(root, { recursive: true }, (_, file) => {
    const path = String(file ?? '');
    if (isOthers(path) || `${root}${sep}${path}`.startsWith(output)) return;
    clearTimeout(timer);
    timer = setTimeout(once, calm);
  });
  say(io, `watching ${root}`);
  once();
  return new Promise((resolve) => {
    process.once('SIGINT', () => {
      watcher.close();
      resolve(exit.interrupted);
    });
  });
}

function isOthers(path: string): boolean {
  return /(^|[\\/])(node_modules|\.git|dist)([\\/]|$)/.test(path) || path.endsWith('~') || path === '';
}
