import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';
import { isProjectRelease } from '../patch/project-releases.ts';
import { filesBelow, isManifest } from './walk.ts';

/** The definitions that `from` names: texts of files, and releases of shipped projects as they are. */
export function definitionsFrom(crds: readonly string[], root: string, from: string): readonly string[] {
  return crds.flatMap((each) => {
    if (isProjectRelease(each)) return [each];
    const path = resolve(root, each);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) throw new Problem([missing(each, root, from)]);
    if (!found.isDirectory()) return [readFileSync(path, 'utf8')];
    return filesBelow(path)
      .filter(isManifest)
      .map((file) => readFileSync(join(path, file), 'utf8'));
  });
}

function missing(name: string, root: string, from: string): ReturnType<typeof finding> {
  const message = `${from} names ${name}, which is neither a file or folder nor project@release`;
  return finding('cli/no-such-input', message, { fix: `correct the path, seen from ${root}` });
}
