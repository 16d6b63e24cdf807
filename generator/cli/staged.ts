import { join, relative } from 'node:path';
import { stagedProject } from '../commit/staged.ts';
import { findHome } from '../project/find.ts';
import { exit, type Io, say } from './io.ts';

/** Does something where the project is as it is staged. */
export async function stagedFor(io: Io, work: (there: Io) => Promise<number>): Promise<number> {
  const { root } = findHome(io.cwd);
  const staged = await stagedProject(root, io.env ?? {});
  try {
    if (staged.nothing) {
      say(io, 'nothing of the project is staged');
      return exit.fine;
    }
    return await work({
      ...io,
      cwd: staged.folder === root ? io.cwd : join(staged.folder, relative(root, io.cwd)),
    });
  } finally {
    staged.leave();
  }
}
