import { finding } from '../core/codes.ts';
import { byText } from '../core/compare.ts';
import type { Finding } from '../core/finding.ts';
import { normalPath } from '../core/path.ts';
import { Problem } from '../core/problem.ts';
import { didYouMean } from '../core/suggest.ts';
import type { ProjectFiles } from '../model/project-files.ts';

/** A path of the project as it was asked for, made plain; one that leads out is refused. */
export function projectPath(asked: string): string {
  const path = normalPath(asked);
  if (path !== undefined) return path;
  throw new Problem([
    finding('build/outside-project', `${asked} is outside the project`, {
      fix: 'use a path relative to plimsoll.config.ts, without leading out',
    }),
  ]);
}

/** The bytes of a file of the project. */
export function readBytes(files: ProjectFiles, asked: string): Uint8Array {
  const path = projectPath(asked);
  const content = files.read(path);
  if (content !== undefined) return content;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const beside = files.list(folder) ?? [];
  const hint = didYouMean(path, beside);
  throw new Problem([
    finding('build/no-file', `there is no file ${asked}`, hint === undefined ? {} : { fix: hint }),
  ]);
}

export function readText(files: ProjectFiles, asked: string): string {
  return decoder.decode(readBytes(files, asked));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The files of a folder, or the file itself; what is hidden is left out. */
export function filesOf(files: ProjectFiles, asked: string, wanted: RegExp): readonly string[] {
  const path = projectPath(asked);
  const listed = files.list(path);
  if (listed === undefined) {
    readBytes(files, asked);
    return [path];
  }
  const found = listed
    .filter((each) => wanted.test(each) && !/(^|\/)\./.test(each.slice(path.length)))
    .toSorted(byText);
  if (found.length === 0)
    throw new Problem([finding('build/no-file', `there is nothing in the folder ${asked} to read`)]);
  return found;
}

export function notFetched(address: string): Finding {
  return finding('build/not-fetched', `${address} has not been fetched`, {
    fix: 'run plimsoll synth: it fetches what a stack names, and remembers its sha256',
  });
}
