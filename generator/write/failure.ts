import { finding } from '../core/codes.ts';
import { Problem } from '../core/problem.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EMFILE: 'too many files are open',
  EXDEV: 'a part of it is on another disk',
  ENOTDIR: 'a file is where a folder should be',
  EISDIR: 'a folder is where a file should be',
};

/** What the disk refused, as a finding; anything it is not known to refuse is a bug of ours and goes on. */
export function refusedBy(error: unknown, output: string, state: string): unknown {
  const { code = '', path = output } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  if (reason === undefined) return error;
  return new Problem(
    [
      finding('cli/output-unwritable', `${path}: ${reason}; ${state}`, {
        source: { file: path },
        fix: 'mend that, and run again',
      }),
    ],
    { cause: error },
  );
}
