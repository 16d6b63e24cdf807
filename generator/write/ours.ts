import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { grouped } from '../core/group.ts';
import { sha256Of } from '../core/sha256.ts';
import { hasConflictMarks, withoutCarriageReturns } from './bytes.ts';
import type { Index, Owned } from './ownership.ts';

export interface Claim extends Owned {
  readonly conflicted: boolean;
}

/** What the indexes say of each path: of several, any may be right. */
export function claims(indexes: readonly Index[]): ReadonlyMap<string, readonly Claim[]> {
  const all = indexes.flatMap(({ files, conflicted }) =>
    [...files].map(([path, owned]) => ({ path, ...owned, conflicted })),
  );
  return grouped(all, ({ path }) => path);
}

/** As it was written, give or take what git does to line ends; or as git left it, between two of ours. */
export function isOurs(content: Uint8Array, claimed: readonly Claim[]): boolean {
  const is = (sha256: string): boolean => claimed.some((claim) => claim.sha256 === sha256);
  if (is(sha256Of(content))) return true;
  if (claimed.some(({ conflicted }) => conflicted) || hasConflictMarks(content)) return true;
  const plain = withoutCarriageReturns(content);
  return plain !== undefined && is(sha256Of(plain));
}

export function edited(path: string): Finding {
  return finding('cli/edited-by-hand', `${path} was changed by hand since it was written`, {
    source: { file: path },
    fix: 'make the change in the stack, then run again with --overwrite; git diff shows what it was',
  });
}

export function notOurs(path: string): Finding {
  return finding('cli/not-ours', `${path} is there already, and plimsoll did not write it`, {
    source: { file: path },
    fix: 'move it away, or run again with --overwrite to replace it',
  });
}

export function inTheWay(path: string, what: string): Finding {
  return finding('cli/in-the-way', `${path} cannot be written: ${what} is in the way`, {
    source: { file: path },
    fix: 'move it away',
  });
}
