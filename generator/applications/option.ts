import { finding } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';

/** An option that is missing, or does not go with another. */
export function wrong(message: string, fix: string): Finding {
  return finding('build/bad-option', message, { fix });
}

/** Throws all of them at once, if there are any. */
export function mistakes(found: Iterable<Finding>): void {
  const all = [...found];
  if (all.length > 0) throw new Problem(all);
}
